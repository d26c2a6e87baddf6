package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;

/**
 * Weights rearranged into tiles when they are first multiplied, so that a table that is only read
 * by rows stays as it is. Mapped pages of the file that were rearranged are let go, so that memory
 * holds one copy; {@link #row} reads them again from the file.
 */
final class TileMatrix extends VectorMatrix {
    /** Tiles that one task rearranges. */
    private static final int PACK_TILES = 4;

    private final TileFormat format;
    private final int blocks;
    private final long tileBytes;
    private final TileMultiply multiply;
    private final TilePool pool;
    private volatile @Nullable MemorySegment tiles;

    TileMatrix(
            VectorKernels kernels,
            GgmlType type,
            int rows,
            int columns,
            MemorySegment data,
            TileFormat format) {
        super(kernels, type, rows, columns, data);
        this.format = format;
        this.pool = kernels.tilePool();
        blocks = columns / type.blockSize();
        tileBytes = format.tileBytes(blocks);
        multiply = new TileMultiply(format, type.blockSize(), rows, columns);
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
        in.round(workers);
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
        MemorySegment packed = tiles;
        tiles = null;
        if (packed != null) {
            pool.giveBack(packed);
        }
        super.release();
    }

    private int tileCount() {
        return (rows() + ROWS - 1) / ROWS;
    }

    private MemorySegment pack(Workers workers) {
        int count = tileCount();
        MemorySegment packed = pool.take(residentBytes());
        int tasks = (count + PACK_TILES - 1) / PACK_TILES;
        workers.run(
                tasks,
                task -> {
                    int last = Math.min(count, (task + 1) * PACK_TILES);
                    for (int tile = task * PACK_TILES; tile < last; tile++) {
                        pack(packed, tile);
                    }
                });
        MappedBytes.release(data());
        return packed;
    }

    private void pack(MemorySegment packed, int tile) {
        for (int r = 0; r < Math.min(ROWS, rows() - tile * ROWS); r++) {
            long from = (tile * ROWS + r) * rowBytes();
            for (int b = 0; b < blocks; b++) {
                long at = from + (long) b * type().blockBytes();
                format.pack(data(), at, packed, tile * tileBytes, b, r);
            }
        }
    }

    private MemorySegment tiles() {
        MemorySegment packed = tiles;
        if (packed == null) {
            throw new IllegalStateException("A matrix was multiplied before it was prepared.");
        }
        return packed;
    }

    @Override
    void multiplyRows(int from, int to, Inputs in, float[] out, Scratch scratch) {
        if (in.count() == 1) {
            multiply.one(tiles(), from, to, in.rounded(), out, scratch);
        } else {
            multiply.many(tiles(), from, to, in.rounded(), in.count(), out, scratch);
        }
    }
}
