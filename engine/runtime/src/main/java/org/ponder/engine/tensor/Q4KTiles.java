package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Q4_K: blocks of 256 weights in eight parts of 32. A weight is {@code d*scale*q - dmin*least},
 * with half floats d and dmin for the block and 6 bits of scale and least for each part.
 *
 * <p>A tile holds for each block its d and dmin, then groups of two parts: scale and least of both,
 * four bytes for each row, and a nibble group, as it is in the file. What is used together lies
 * together: a tile is read from its first line to its last.
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
    public Arrangement arrangement() {
        return Arrangement.NIBBLES;
    }

    @Override
    public boolean pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long header = base + (long) block * BLOCK;
        boolean finite = TileFormat.copyHalf(file, from, tile, header, row);
        finite &= TileFormat.copyHalf(file, from + 2, tile, header + 2L * ROWS, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = groups(base, block) + (long) g * GROUP;
            int scales = 0;
            for (int part = 0; part < 2; part++) {
                scales |= scaleAndLeast(file, from + 4, 2 * g + part) << (16 * part);
            }
            tile.set(INT, to + 4L * row, scales);
            TileFormat.copyWords(
                    file, from + 16 + 32L * g, tile, to + QUANTS + 4L * row, NibbleGroups.WORDS);
        }
        return finite;
    }

    /** Where the groups of a block begin. */
    private static long groups(long base, int block) {
        return base + (long) block * BLOCK + HEADER;
    }

    /** The scale in the low byte and the least in the next, of one part, from the packed twelve. */
    static int scaleAndLeast(MemorySegment file, long at, int part) {
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

    @Override
    public void add(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs inputs,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        float[] d = scratch.row(2 * ROWS);
        float[] terms = scratch.parts(4 * ROWS);
        float[] in = inputs.arranged(Arrangement.NIBBLES);
        float[] sums = inputs.sums();
        for (int block = 0; block < blocks; block++) {
            long at = groups(base, block);
            HalfLanes.widen(tile, at - HEADER, 2, d, 0);
            for (int g = 0; g < GROUPS; g++) {
                int column = k + block * 256 + g * NibbleGroups.COLUMNS;
                terms(tile, at, d, terms);
                NibbleGroups.add(tile, at + QUANTS, in, column, sums, terms, out, oo);
                at += GROUP;
            }
        }
    }

    /** Writes scale and least of a group's parts, {@code [2][2][ROWS]}. */
    static void terms(MemorySegment tile, long at, float[] d, float[] terms) {
        for (int row = 0; row < ROWS; row += WIDTH) {
            IntVector scales = IntVector.fromMemorySegment(INTS, tile, at + 4L * row, ORDER);
            FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
            FloatVector least = FloatVector.fromArray(FLOATS, d, ROWS + row);
            ((FloatVector) scales.and(0x3f).convert(I2F, 0)).mul(scale).intoArray(terms, row);
            ((FloatVector) scales.lanewise(LSHR, 8).and(0x3f).convert(I2F, 0))
                    .mul(least)
                    .intoArray(terms, ROWS + row);
            ((FloatVector) scales.lanewise(LSHR, 16).and(0x3f).convert(I2F, 0))
                    .mul(scale)
                    .intoArray(terms, 2 * ROWS + row);
            ((FloatVector) scales.lanewise(LSHR, 24).convert(I2F, 0))
                    .mul(least)
                    .intoArray(terms, 3 * ROWS + row);
        }
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch) {
        float[] d = scratch.row(2 * ROWS);
        float[] terms = scratch.parts(4 * ROWS);
        long at = groups(base, block);
        HalfLanes.widen(tile, at - HEADER, 2, d, 0);
        for (int g = 0; g < GROUPS; g++) {
            terms(tile, at, d, terms);
            NibbleGroups.expand(tile, at + QUANTS, terms, panel, po + g * 64 * ROWS);
            at += GROUP;
        }
    }
}
