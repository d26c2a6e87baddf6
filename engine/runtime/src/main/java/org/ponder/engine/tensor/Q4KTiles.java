package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/**
 * Q4_K: blocks of 256 weights in eight parts of 32. A weight is {@code d*scale*q - dmin*least},
 * with half floats d and dmin for the block and 6 bits of scale and least for each part.
 *
 * <p>A tile holds for each block d and dmin and then four groups of two parts: scale and least of
 * both, a byte for each row, and a nibble group, as it is in the file.
 */
final class Q4KTiles implements TileFormat {
    private static final int HEADER = 4 * ROWS;
    private static final int QUANTS = 4 * ROWS;
    private static final int GROUP = QUANTS + NibbleGroups.BYTES;
    private static final int GROUPS = 4;
    private static final int BLOCK = HEADER + GROUPS * GROUP;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * BLOCK;
    }

    @Override
    public int partColumns() {
        return 32;
    }

    @Override
    public boolean hasOffsets() {
        return true;
    }

    @Override
    public void pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long header = base + (long) block * BLOCK;
        TileFormat.copyHalf(file, from, tile, header, row);
        TileFormat.copyHalf(file, from + 2, tile, header + 2L * ROWS, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = header + HEADER + (long) g * GROUP;
            for (int part = 0; part < 2; part++) {
                int scales = scaleAndLeast(file, from + 4, 2 * g + part);
                long at = to + 2L * part * ROWS + row;
                tile.set(ValueLayout.JAVA_BYTE, at, (byte) scales);
                tile.set(ValueLayout.JAVA_BYTE, at + ROWS, (byte) (scales >> 8));
            }
            for (int j = 0; j < NibbleGroups.WORDS; j++) {
                int word = file.get(INT, from + 16 + 32L * g + 4L * j);
                tile.set(INT, to + QUANTS + NibbleGroups.word(row, j), word);
            }
        }
    }

    /** The scale in the low byte and the least in the next, of one part, from the packed twelve. */
    private static int scaleAndLeast(MemorySegment file, long at, int part) {
        if (part < 4) {
            return (unsigned(file, at + part) & 63) | (unsigned(file, at + part + 4) & 63) << 8;
        }
        int low = unsigned(file, at + part + 4);
        int scale = (low & 15) | unsigned(file, at + part - 4) >> 6 << 4;
        int least = low >> 4 | unsigned(file, at + part) >> 6 << 4;
        return scale | least << 8;
    }

    private static int unsigned(MemorySegment file, long at) {
        return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    /** Where group g of the slice's block begins. */
    private static long group(TileSlice slice, int g) {
        return slice.base + (long) slice.block * BLOCK + HEADER + (long) g * GROUP;
    }

    @Override
    public void scales(TileSlice slice) {
        MemorySegment tile = slice.tile;
        float[] d = slice.halves;
        HalfLanes.widen(tile, slice.base + (long) slice.block * BLOCK, 2, d, 0);
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
            FloatVector least = FloatVector.fromArray(FLOATS, d, ROWS + row).neg();
            for (int part = 0; part < 2 * GROUPS; part++) {
                long at = group(slice, part / 2) + part % 2 * 2L * ROWS + row;
                ((FloatVector)
                                ByteVector.fromMemorySegment(QUARTER_BYTES, tile, at, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale)
                        .intoArray(slice.scales, part * ROWS + row);
                ((FloatVector)
                                ByteVector.fromMemorySegment(QUARTER_BYTES, tile, at + ROWS, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(least)
                        .intoArray(slice.offsets, part * ROWS + row);
            }
        }
    }

    @Override
    public void sums(TileSlice slice, int[] pairs, int pair) {
        NibbleGroups.sum(
                slice.tile, group(slice, 0) + QUANTS, GROUP, GROUPS, pairs, pair, slice.sums);
    }

    @Override
    public void expand(TileSlice slice) {
        for (int g = 0; g < GROUPS; g++) {
            NibbleGroups.expand(slice.tile, group(slice, g) + QUANTS, slice.panel, g * 64 * ROWS);
        }
    }
}
