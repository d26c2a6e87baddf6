package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The common part of all types with 4 bits a weight: unsigned nibbles times inputs, for the rows of
 * a tile. Types differ in where scale and least of each 32 columns come from.
 *
 * <p>A group is 64 columns in eight words of each row. Word j holds weights 4j to 4j+3 of the first
 * 32 columns in the low nibbles of its bytes, those of the second 32 in the high ones.
 */
final class NibbleGroups {
    static final int COLUMNS = 64;
    static final int WORDS = 8;

    /** Bytes of one word of a vector of rows. */
    private static final int VECTOR = 4 * WIDTH;

    /** Bytes of a group's words. */
    static final int BYTES = WORDS * 4 * ROWS;

    private NibbleGroups() {}

    /**
     * Adds to {@code out[oo + row]} the products of one group, where a weight is {@code scale*q -
     * least}.
     *
     * <p>The loop counts by its address so that Java leaves it whole. Eight rounds that it counts
     * are split into a first one, a main part and a rest: from cached memory 24 instead of 31 GB/s
     * were measured on one core.
     *
     * <p>Inputs that are used one after the other have an index of their own. Java checks indexes
     * with one base together, then loads all their inputs at once, and with 16 registers has to put
     * sums into memory for them: 13 instead of 16 GB/s with vectors of 256 bits.
     *
     * @param at where the group's words begin
     * @param in arranged as {@link Arrangement#NIBBLES}
     * @param from the group's first column in it
     * @param sums of 16 inputs each
     * @param terms scale and least of both parts of 32 columns: {@code [2][2][ROWS]}
     */
    static void add(
            MemorySegment tile,
            long at,
            float[] in,
            int from,
            float[] sums,
            float[] terms,
            float[] out,
            int oo) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector t0 = s0;
        FloatVector s1 = s0;
        FloatVector t1 = s0;
        FloatVector s2 = s0;
        FloatVector t2 = s0;
        FloatVector s3 = s0;
        FloatVector t3 = s0;
        FloatVector x;
        long end = at + BYTES;
        int i = from;
        int j = from + 2;
        int k = from + 32;
        int l = from + 34;
        for (long word = at; word != end; word += 2L * VECTOR) {
            IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
            x = FloatVector.broadcast(FLOATS, in[i]);
            s0 = ((FloatVector) v.and(0xf).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) u.and(0xf).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 1]);
            s0 = ((FloatVector) v.and(0xf00).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) u.and(0xf00).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[j]);
            s2 = ((FloatVector) v.and(0xf0000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) u.and(0xf0000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[j + 1]);
            s2 = ((FloatVector) v.and(0xf000000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) u.and(0xf000000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[k]);
            s1 = ((FloatVector) v.and(0xf0).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) u.and(0xf0).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[k + 1]);
            s1 = ((FloatVector) v.and(0xf000).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) u.and(0xf000).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[l]);
            s3 = ((FloatVector) v.and(0xf00000).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) u.and(0xf00000).convert(I2F, 0)).fma(x, t3);
            x = FloatVector.broadcast(FLOATS, in[l + 1]);
            s3 = ((FloatVector) v.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) u.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, t3);
            i += 4;
            j += 4;
            k += 4;
            l += 4;
        }
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        a = s0.add(s2).fma(FloatVector.fromArray(FLOATS, terms, 0), a);
        b = t0.add(t2).fma(FloatVector.fromArray(FLOATS, terms, WIDTH), b);
        int s = from / 16;
        x = FloatVector.broadcast(FLOATS, -(sums[s] + sums[s + 1]));
        a = FloatVector.fromArray(FLOATS, terms, ROWS).fma(x, a);
        b = FloatVector.fromArray(FLOATS, terms, ROWS + WIDTH).fma(x, b);
        a = s1.add(s3).fma(FloatVector.fromArray(FLOATS, terms, 2 * ROWS), a);
        b = t1.add(t3).fma(FloatVector.fromArray(FLOATS, terms, 2 * ROWS + WIDTH), b);
        x = FloatVector.broadcast(FLOATS, -(sums[s + 2] + sums[s + 3]));
        a = FloatVector.fromArray(FLOATS, terms, 3 * ROWS).fma(x, a);
        b = FloatVector.fromArray(FLOATS, terms, 3 * ROWS + WIDTH).fma(x, b);
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    /**
     * Takes the words of a group apart: nibbles less eight, as {@link ShortKernel#multiply} wants
     * them.
     */
    static void expandWhole(MemorySegment tile, long at, int[] panel, int po) {
        for (int j = 0; j < WORDS; j++) {
            long word = at + 4L * ROWS * j;
            IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
            int to = po + 4 * j * ShortKernel.COLUMN;
            for (int b = 0; b < 4; b++) {
                v.and(0xf)
                        .or(u.and(0xf).lanewise(LSHL, 16))
                        .reinterpretAsShorts()
                        .sub((short) 8)
                        .reinterpretAsInts()
                        .intoArray(panel, to + b * ShortKernel.COLUMN);
                v.lanewise(LSHR, 4)
                        .and(0xf)
                        .or(u.lanewise(LSHL, 12).and(0xf0000))
                        .reinterpretAsShorts()
                        .sub((short) 8)
                        .reinterpretAsInts()
                        .intoArray(panel, to + (b + 32) * ShortKernel.COLUMN);
                v = v.lanewise(LSHR, 8);
                u = u.lanewise(LSHR, 8);
            }
        }
    }

    /**
     * Dequantizes the words of a group.
     *
     * @param terms as above
     */
    static void expand(MemorySegment tile, long at, float[] terms, float[] panel, int po) {
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector s0 = FloatVector.fromArray(FLOATS, terms, row);
            FloatVector m0 = FloatVector.fromArray(FLOATS, terms, ROWS + row).neg();
            FloatVector s1 = FloatVector.fromArray(FLOATS, terms, 2 * ROWS + row);
            FloatVector m1 = FloatVector.fromArray(FLOATS, terms, 3 * ROWS + row).neg();
            for (int j = 0; j < WORDS; j++) {
                long word = at + 4L * ROWS * j + 4L * row;
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                int to = po + 4 * j * ROWS + row;
                for (int b = 0; b < 4; b++) {
                    ((FloatVector) v.and(15).convert(I2F, 0))
                            .fma(s0, m0)
                            .intoArray(panel, to + b * ROWS);
                    ((FloatVector) v.lanewise(LSHR, 4).and(15).convert(I2F, 0))
                            .fma(s1, m1)
                            .intoArray(panel, to + (b + 32) * ROWS);
                    v = v.lanewise(LSHR, 8);
                }
            }
        }
    }
}
