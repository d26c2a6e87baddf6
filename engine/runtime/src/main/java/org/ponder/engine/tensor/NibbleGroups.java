package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
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
 * The common part of all types with 4 bits a weight: sums over 32 columns of unsigned nibbles times
 * inputs, for the rows of a tile. Types differ in what they make of the sums.
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
     * Writes {@code sums[(2*g + part)*ROWS + row]}.
     *
     * @param at where the first group's words begin
     * @param stride bytes from one group to the next
     * @param in arranged as {@link Arrangement#NIBBLES}
     * @param k where in it the input vector begins
     */
    static void sum(
            MemorySegment tile, long at, long stride, int groups, float[] in, int k, float[] sums) {
        for (int g = 0; g < groups; g++) {
            long words = at + g * stride;
            int from = k + g * COLUMNS;
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector t0 = s0;
            FloatVector s1 = s0;
            FloatVector t1 = s0;
            FloatVector s2 = s0;
            FloatVector t2 = s0;
            FloatVector s3 = s0;
            FloatVector t3 = s0;
            FloatVector x;
            for (int j = 0; j < WORDS; j++) {
                long word = words + (2L * j) * VECTOR;
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
                int i = from + 4 * j;
                x = FloatVector.broadcast(FLOATS, in[i]);
                s0 = ((FloatVector) v.and(0xf).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 32]);
                s1 = ((FloatVector) v.and(0xf0).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf0).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 1]);
                s0 = ((FloatVector) v.and(0xf00).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf00).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 33]);
                s1 = ((FloatVector) v.and(0xf000).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf000).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 2]);
                s2 = ((FloatVector) v.and(0xf0000).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) u.and(0xf0000).convert(I2F, 0)).fma(x, t2);
                x = FloatVector.broadcast(FLOATS, in[i + 34]);
                s3 = ((FloatVector) v.and(0xf00000).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) u.and(0xf00000).convert(I2F, 0)).fma(x, t3);
                x = FloatVector.broadcast(FLOATS, in[i + 3]);
                s2 = ((FloatVector) v.and(0xf000000).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) u.and(0xf000000).convert(I2F, 0)).fma(x, t2);
                x = FloatVector.broadcast(FLOATS, in[i + 35]);
                s3 = ((FloatVector) v.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) u.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, t3);
            }
            int to = 2 * g * ROWS;
            s0.add(s2).intoArray(sums, to);
            t0.add(t2).intoArray(sums, to + WIDTH);
            s1.add(s3).intoArray(sums, to + ROWS);
            t1.add(t3).intoArray(sums, to + ROWS + WIDTH);
        }
    }

    /** Dequantizes the words of a group: {@code q * terms[part][row] + terms[2 + part][row]}. */
    static void expand(MemorySegment tile, long at, float[] terms, float[] panel, int po) {
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector s0 = FloatVector.fromArray(FLOATS, terms, row);
            FloatVector m0 = FloatVector.fromArray(FLOATS, terms, 2 * ROWS + row);
            FloatVector s1 = FloatVector.fromArray(FLOATS, terms, ROWS + row);
            FloatVector m1 = FloatVector.fromArray(FLOATS, terms, 3 * ROWS + row);
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
