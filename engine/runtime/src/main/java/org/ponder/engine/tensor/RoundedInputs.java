package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.MAX;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Input vectors as whole numbers from -127 to 127 and a scale for each 32 of them, for kernels that
 * add in 16 bits.
 *
 * <p>A whole number stands twice in an int, so that loading it into all lanes of a vector needs no
 * instruction but the load. Vectors come in sixes, of which those beyond the last input mean
 * nothing.
 */
final class RoundedInputs {
    /** Inputs that share a scale. */
    static final int BLOCK = 32;

    /** Blocks of a slice, which a kernel takes at once. */
    static final int BLOCKS = 8;

    /** Columns of a slice. */
    static final int SLICE = BLOCKS * BLOCK;

    /** What a kernel multiplies at once. */
    static final int SIX = 6;

    static final int MOST = 127;

    /** Blocks whose largest input is smaller are zero: 127 over it could be infinite. */
    static final float LEAST = 1e-30f;

    /** Adding it rounds to a whole number, which is then in the lowest bits. */
    private static final float ROUNDER = 0x1.8p23f;

    private static final int MAGNITUDE = 0x7fffffff;

    private int[] pairs = {};
    private float[] scales = {};
    private int room;

    /**
     * Rounds {@code [count][columns]}.
     *
     * @param columns whole blocks
     */
    void round(float[] values, int columns, int count, Workers workers) {
        room = (count + SIX - 1) / SIX * SIX;
        int size = (columns + SLICE - 1) / SLICE * room * SLICE;
        if (pairs.length < size) {
            pairs = new int[size];
            scales = new float[size / BLOCK];
        }
        workers.run(
                count,
                t -> {
                    for (int k = 0; k < columns; k += BLOCK) {
                        int from = t * columns + k;
                        int to = at(k, t) + k % SLICE;
                        float largest = Float.intBitsToFloat(largest(values, from));
                        round(values, from, largest > LEAST ? MOST / largest : 0, to);
                        scales[to / BLOCK] = largest / MOST;
                    }
                });
    }

    /** Where an input's part of the slice that holds column {@code k} begins. */
    int at(int k, int t) {
        return (k / SLICE * room + t) * SLICE;
    }

    /** The bits of the largest magnitude in a block; they are in the order of the magnitudes. */
    private static int largest(float[] values, int from) {
        IntVector largest = IntVector.zero(INTS);
        for (int i = from; i < from + BLOCK; i += WIDTH) {
            largest =
                    FloatVector.fromArray(FLOATS, values, i)
                            .reinterpretAsInts()
                            .and(MAGNITUDE)
                            .max(largest);
        }
        return largest.reduceLanes(MAX);
    }

    private void round(float[] values, int from, float factor, int to) {
        FloatVector rounder = FloatVector.broadcast(FLOATS, ROUNDER);
        for (int i = 0; i < BLOCK; i += WIDTH) {
            IntVector bits =
                    FloatVector.fromArray(FLOATS, values, from + i)
                            .fma(FloatVector.broadcast(FLOATS, factor), rounder)
                            .reinterpretAsInts();
            bits.and(0xffff).or(bits.lanewise(LSHL, 16)).intoArray(pairs, to + i);
        }
    }

    /**
     * {@code [slice][input][SLICE]}: a whole number in the upper half of each int and in the lower.
     */
    int[] pairs() {
        return pairs;
    }

    /** {@code [slice][input][BLOCKS]}: what a whole number is to be multiplied by. */
    float[] scales() {
        return scales;
    }
}
