package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;

/**
 * Weights rearranged into tiles when they are first multiplied, so that a table that is only read
 * by rows stays as it is. Mapped pages of the file that were rearranged are let go, so that memory
 * holds one copy; {@link #row} reads them again from the file.
 *
 * <p>Few inputs are multiplied one by one, many through panels: in 16 bits where the weights are
 * small whole numbers, for which inputs are rounded to 8 bits, else in float.
 */
final class TileMatrix extends VectorMatrix {
    /** From so many inputs on, the panels' dequantization is paid for. */
    static final int PANEL_INPUTS = 8;

    /** Bytes that a processor reads at once; where they are more, a line is read twice. */
    private static final int LINE = 64;

    /** Bytes that one task rearranges, about. */
    private static final long PART_BYTES = 1 << 18;

    private final String name;
    private final TileFormat format;

    /** The same where its weights are whole numbers, which are multiplied in 16 bits. */
    private final @Nullable WholeTiles whole;

    private final int blocks;
    private final long tileBytes;
    private final TilePool pool;
    private final int partTiles;

    /** Written alone, so that Java does not leave out what {@link #fetch} reads. */
    @SuppressWarnings("UnusedVariable")
    private int fetched;

    /** The tiles in parts of {@code partTiles}. */
    private volatile MemorySegment @Nullable [] tiles;

    TileMatrix(
            VectorKernels kernels,
            String name,
            GgmlType type,
            int rows,
            int columns,
            MemorySegment data,
            TileFormat format,
            TilePool pool) {
        super(kernels, type, rows, columns, data);
        this.name = name;
        this.format = format;
        whole = format instanceof WholeTiles small ? small : null;
        this.pool = pool;
        blocks = columns / type.blockSize();
        tileBytes = format.tileBytes(blocks);
        partTiles = (int) Math.max(1, PART_BYTES / tileBytes);
    }

    @Override
    void prepare(Workers workers, Inputs in) {
        if (tiles == null) {
            synchronized (format) {
                if (tiles == null) {
                    tiles = pack(workers);
                }
            }
        }
        if (in.count() < PANEL_INPUTS) {
            in.arrange(format.arrangement());
        } else if (whole != null) {
            in.round(workers);
        }
    }

    @Override
    public long residentBytes() {
        return tileCount() * tileBytes;
    }

    @Override
    public void readAhead() {
        if (tiles == null) {
            super.readAhead();
        }
    }

    @Override
    public void release() {
        MemorySegment[] packed = tiles;
        tiles = null;
        if (packed != null) {
            giveBack(packed);
        }
        super.release();
    }

    /** Those that are there: of a matrix that could not be packed some are missing. */
    private void giveBack(@Nullable MemorySegment[] packed) {
        for (MemorySegment part : packed) {
            if (part != null) {
                pool.giveBack(part);
            }
        }
    }

    private int tileCount() {
        return (rows() + ROWS - 1) / ROWS;
    }

    private MemorySegment[] pack(Workers workers) {
        int count = tileCount();
        MemorySegment[] packed = new MemorySegment[(count + partTiles - 1) / partTiles];
        try {
            workers.run(
                    packed.length,
                    part -> {
                        int first = part * partTiles;
                        int last = Math.min(count, first + partTiles);
                        packed[part] = pool.take((last - first) * tileBytes);
                        for (int tile = first; tile < last; tile++) {
                            pack(packed[part], tile);
                        }
                        // At once, or the largest matrix would be in memory twice.
                        long from = (long) first * ROWS * rowBytes();
                        long to = (long) Math.min(rows(), last * ROWS) * rowBytes();
                        MappedBytes.release(data().asSlice(from, to - from));
                    });
        } catch (RuntimeException | Error e) {
            giveBack(packed); // Else each try would take the whole matrix's memory anew.
            throw e;
        }
        // A read brings pages around it, some of which had been let go.
        MappedBytes.release(data());
        return packed;
    }

    private void pack(MemorySegment part, int tile) {
        for (int r = 0; r < Math.min(ROWS, rows() - tile * ROWS); r++) {
            long from = (tile * ROWS + r) * rowBytes();
            for (int b = 0; b < blocks; b++) {
                long at = from + (long) b * type().blockBytes();
                if (!format.pack(data(), at, part, tile % partTiles * tileBytes, b, r)) {
                    throw new BrokenModelException(
                            "a scale of the tensor " + name + " is infinite or no number");
                }
            }
        }
    }

    /** The part of the tiles that holds a row. */
    private MemorySegment part(int row) {
        MemorySegment[] packed = tiles;
        if (packed == null) {
            throw new IllegalStateException("A matrix was multiplied before it was prepared.");
        }
        return packed[row / ROWS / partTiles];
    }

    /** Where in its part the tile of a row begins. */
    private long base(int row) {
        return row / ROWS % partTiles * tileBytes;
    }

    @Override
    void multiplyRows(int from, int to, Inputs in, float[] out, Scratch scratch) {
        if (in.count() >= PANEL_INPUTS) {
            if (whole != null) {
                ShortMultiply.multiply(this, whole, from, to, in, out, scratch);
            } else {
                PanelMultiply.multiply(this, from, to, in, out, scratch);
            }
            return;
        }
        for (int row = from; row < to; row += ROWS) {
            MemorySegment part = part(row);
            long base = base(row);
            for (int t = 0; t < in.count(); t++) {
                int at = t * rows() + row;
                boolean full = row + ROWS <= rows();
                float[] sums = full ? out : scratch.edge(ROWS);
                int first = full ? at : 0;
                Arrays.fill(sums, first, first + ROWS, 0f);
                format.add(part, base, blocks, in, t * columns(), sums, first, scratch);
                if (!full) {
                    System.arraycopy(sums, 0, out, at, rows() - row);
                }
            }
        }
    }

    /**
     * Reads a byte of each line of what is to be taken apart. Nothing lies between these reads, so
     * the processor has many under way at once, where taking apart has a few lines' instructions in
     * its window: prompts of Q4_0 were read a tenth faster.
     */
    private void fetch(MemorySegment part, long base, int k, int depth) {
        long from = base + tileBytes * k / columns();
        long to = base + tileBytes * (k + depth) / columns();
        int sum = 0;
        for (long at = from; at < to; at += LINE) {
            sum += part.get(ValueLayout.JAVA_BYTE, at);
        }
        fetched = sum;
    }

    /**
     * Takes so many blocks of 32 columns apart, from column {@code k} of a tile that begins at
     * {@code row}.
     *
     * @param whole the tiles' format
     * @param r 0 or ROWS: which tile of the panel it is
     */
    void expandWhole(
            WholeTiles whole, int row, int k, int blocks, int[] panel, float[] scales, int r) {
        MemorySegment part = part(row);
        int size = type().blockSize();
        fetch(part, base(row), k, blocks * ShortKernel.BLOCK);
        for (int i = 0; i < blocks * ShortKernel.BLOCK; i += size * format.expandedBlocks()) {
            whole.expandWhole(
                    part,
                    base(row),
                    (k + i) / size,
                    panel,
                    i * ShortKernel.COLUMN + r / 2,
                    scales,
                    i / ShortKernel.BLOCK * ShortKernel.PANEL_ROWS + r);
        }
    }

    @Override
    void expand(int row, int k, int depth, float[] panel, int po, Scratch scratch) {
        int size = type().blockSize();
        MemorySegment part = part(row);
        fetch(part, base(row), k, depth);
        for (int i = 0; i < depth; i += size * format.expandedBlocks()) {
            format.expand(part, base(row), (k + i) / size, panel, po + i * ROWS, scratch);
        }
    }
}
