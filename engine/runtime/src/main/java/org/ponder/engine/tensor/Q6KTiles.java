package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Q6_K: blocks of 256 weights of 6 bits, 32 more than they stand for, in sixteen parts of 16 with a
 * signed byte of scale each, and a half float for the block.
 *
 * <p>A tile holds for each block the half floats and then four groups of 64 columns. A group takes
 * half of the parts of 128 columns: weights c to c+15, and those 32, 64 and 96 further. It holds
 * their four scales, a byte for each row, and then for one vector of rows and the other four times
 * three words: low nibbles of the first and third part, of the second and fourth, and the high
 * pairs of bits of all.
 */
final class Q6KTiles implements TileFormat {
    private static final int WORDS = 4;
    private static final int VECTOR = 4 * WIDTH;
    private static final int HEADER = 2 * ROWS;
    private static final int QUANTS = 4 * ROWS;
    private static final int HALF = 3 * WORDS * VECTOR;
    private static final int GROUP = QUANTS + 2 * HALF;
    private static final int GROUPS = 4;
    private static final int BLOCK = HEADER + GROUPS * GROUP;

    /** Masks of both weights in a 16-bit lane: low nibbles, and pairs of bits above them. */
    private static final short NIBBLES = 0x0f0f;

    private static final short HIGH_BITS = 0x3030;
    private static final short BYTE = 0xff;
    private static final short ZERO = 32;

    /** Pairs of inputs in a part. */
    private static final int PAIRS = 8;

    /** Shorts of a panel for one pair. */
    private static final int STEP = 2 * ROWS;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * BLOCK;
    }

    @Override
    public int partColumns() {
        return 16;
    }

    @Override
    public boolean hasOffsets() {
        return false;
    }

    @Override
    public void pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long header = base + (long) block * BLOCK;
        TileFormat.copyHalf(file, from + 208, tile, header, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = header + HEADER + (long) g * GROUP;
            int half = g >> 1;
            int odd = g & 1;
            for (int part = 0; part < 4; part++) {
                byte scale =
                        file.get(ValueLayout.JAVA_BYTE, from + 192 + 8L * half + 2L * part + odd);
                tile.set(ValueLayout.JAVA_BYTE, to + (long) part * ROWS + row, scale);
            }
            long low = from + 64L * half + 16L * odd;
            long high = from + 128 + 32L * half + 16L * odd;
            long words = to + QUANTS + (long) row / WIDTH * HALF + 4L * (row % WIDTH);
            for (int word = 0; word < WORDS; word++) {
                long first = words + 3L * word * VECTOR;
                tile.set(INT, first, file.get(INT, low + 4L * word));
                tile.set(INT, first + VECTOR, file.get(INT, low + 32 + 4L * word));
                tile.set(INT, first + 2L * VECTOR, file.get(INT, high + 4L * word));
            }
        }
    }

    /** The part of a slice that is first in a group; the others are 2, 4 and 6 further. */
    private static int part(int group) {
        return (group >> 1) * 8 + (group & 1);
    }

    /** Where group g of the slice's block begins. */
    private static long group(TileSlice slice, int g) {
        return slice.base + (long) slice.block * BLOCK + HEADER + (long) g * GROUP;
    }

    @Override
    public void scales(TileSlice slice) {
        float[] d = slice.halves;
        HalfLanes.widen(slice.tile, slice.base + (long) slice.block * BLOCK, 1, d, 0);
        for (int g = 0; g < GROUPS; g++) {
            for (int i = 0; i < 4; i++) {
                for (int row = 0; row < ROWS; row += WIDTH) {
                    long at = group(slice, g) + (long) i * ROWS + row;
                    ((FloatVector)
                                    ByteVector.fromMemorySegment(
                                                    QUARTER_BYTES, slice.tile, at, ORDER)
                                            .convertShape(B2F, FLOATS, 0))
                            .mul(FloatVector.fromArray(FLOATS, d, row))
                            .intoArray(slice.scales, (part(g) + 2 * i) * ROWS + row);
                }
            }
        }
    }

    @Override
    public void sums(TileSlice slice, int[] pairs, int pair) {
        for (int g = 0; g < GROUPS; g++) {
            for (int half = 0; half < 2; half++) {
                sum(
                        slice.tile,
                        group(slice, g) + QUANTS + (long) half * HALF,
                        pairs,
                        pair + part(g) * PAIRS,
                        slice.sums,
                        part(g) * ROWS + half * WIDTH);
            }
        }
    }

    /** The four parts of a group, for one vector of rows. */
    private static void sum(
            MemorySegment tile, long at, int[] pairs, int from, float[] sums, int to) {
        ShortVector s0 = ShortVector.zero(SHORTS);
        ShortVector s1 = s0;
        ShortVector s2 = s0;
        ShortVector s3 = s0;
        for (int j = 0; j < WORDS; j++) {
            long word = at + 3L * j * VECTOR;
            ShortVector w = ShortVector.fromMemorySegment(SHORTS, tile, word, ORDER);
            ShortVector z = ShortVector.fromMemorySegment(SHORTS, tile, word + VECTOR, ORDER);
            ShortVector h = ShortVector.fromMemorySegment(SHORTS, tile, word + 2L * VECTOR, ORDER);
            int i = from + 2 * j;
            ShortVector q = w.and(NIBBLES).or(h.lanewise(LSHL, 4).and(HIGH_BITS));
            s0 =
                    q.and(BYTE)
                            .sub(ZERO)
                            .mul(IntVector.broadcast(INTS, pairs[i]).reinterpretAsShorts())
                            .add(s0);
            s0 =
                    q.lanewise(LSHR, 8)
                            .sub(ZERO)
                            .mul(IntVector.broadcast(INTS, pairs[i + 1]).reinterpretAsShorts())
                            .add(s0);
            q = z.and(NIBBLES).or(h.lanewise(LSHL, 2).and(HIGH_BITS));
            s1 =
                    q.and(BYTE)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 2 * PAIRS])
                                            .reinterpretAsShorts())
                            .add(s1);
            s1 =
                    q.lanewise(LSHR, 8)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 2 * PAIRS + 1])
                                            .reinterpretAsShorts())
                            .add(s1);
            q = w.lanewise(LSHR, 4).and(NIBBLES).or(h.and(HIGH_BITS));
            s2 =
                    q.and(BYTE)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 4 * PAIRS])
                                            .reinterpretAsShorts())
                            .add(s2);
            s2 =
                    q.lanewise(LSHR, 8)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 4 * PAIRS + 1])
                                            .reinterpretAsShorts())
                            .add(s2);
            q = z.lanewise(LSHR, 4).and(NIBBLES).or(h.lanewise(LSHR, 2).and(HIGH_BITS));
            s3 =
                    q.and(BYTE)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 6 * PAIRS])
                                            .reinterpretAsShorts())
                            .add(s3);
            s3 =
                    q.lanewise(LSHR, 8)
                            .sub(ZERO)
                            .mul(
                                    IntVector.broadcast(INTS, pairs[i + 6 * PAIRS + 1])
                                            .reinterpretAsShorts())
                            .add(s3);
        }
        // The two columns of a row come together.
        IntVector v = s0.reinterpretAsInts();
        v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) v.convert(I2F, 0)).intoArray(sums, to);
        v = s1.reinterpretAsInts();
        v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) v.convert(I2F, 0)).intoArray(sums, to + 2 * ROWS);
        v = s2.reinterpretAsInts();
        v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) v.convert(I2F, 0)).intoArray(sums, to + 4 * ROWS);
        v = s3.reinterpretAsInts();
        v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) v.convert(I2F, 0)).intoArray(sums, to + 6 * ROWS);
    }

    @Override
    public void expand(TileSlice slice) {
        for (int g = 0; g < GROUPS; g++) {
            for (int half = 0; half < 2; half++) {
                expand(
                        slice.tile,
                        group(slice, g) + QUANTS + (long) half * HALF,
                        slice.panel,
                        part(g) * PAIRS * STEP + half * ROWS);
            }
        }
    }

    private static void expand(MemorySegment tile, long at, short[] panel, int po) {
        for (int j = 0; j < WORDS; j++) {
            long word = at + 3L * j * VECTOR;
            ShortVector w = ShortVector.fromMemorySegment(SHORTS, tile, word, ORDER);
            ShortVector z = ShortVector.fromMemorySegment(SHORTS, tile, word + VECTOR, ORDER);
            ShortVector h = ShortVector.fromMemorySegment(SHORTS, tile, word + 2L * VECTOR, ORDER);
            int to = po + 2 * j * STEP;
            ShortVector q = w.and(NIBBLES).or(h.lanewise(LSHL, 4).and(HIGH_BITS));
            q.and(BYTE).sub(ZERO).intoArray(panel, to);
            q.lanewise(LSHR, 8).sub(ZERO).intoArray(panel, to + STEP);
            to += 2 * PAIRS * STEP;
            q = z.and(NIBBLES).or(h.lanewise(LSHL, 2).and(HIGH_BITS));
            q.and(BYTE).sub(ZERO).intoArray(panel, to);
            q.lanewise(LSHR, 8).sub(ZERO).intoArray(panel, to + STEP);
            to += 2 * PAIRS * STEP;
            q = w.lanewise(LSHR, 4).and(NIBBLES).or(h.and(HIGH_BITS));
            q.and(BYTE).sub(ZERO).intoArray(panel, to);
            q.lanewise(LSHR, 8).sub(ZERO).intoArray(panel, to + STEP);
            to += 2 * PAIRS * STEP;
            q = z.lanewise(LSHR, 4).and(NIBBLES).or(h.lanewise(LSHR, 2).and(HIGH_BITS));
            q.and(BYTE).sub(ZERO).intoArray(panel, to);
            q.lanewise(LSHR, 8).sub(ZERO).intoArray(panel, to + STEP);
        }
    }
}
