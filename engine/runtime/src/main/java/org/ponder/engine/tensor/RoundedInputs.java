package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.ADD;
import static jdk.incubator.vector.VectorOperators.MAX;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Input vectors rounded to 8 bits as {@link Rounding} defines it, in pairs as {@link TileFormat}
 * wants them: two whole numbers in the halves of an int.
 */
final class RoundedInputs {
    private static final int BLOCK = Rounding.BLOCK;

    /** Adding this to a small float leaves its nearest whole number in the lowest bits. */
    private static final float TO_WHOLE = 0x1.8p23f;

    private static final int TO_WHOLE_BITS = Float.floatToRawIntBits(TO_WHOLE);

    private int[] pairs = {};
    private float[] scales = {};
    private float[] sums = {};
    private int columns;

    /** Makes room for {@code count} inputs, in whole groups of what the kernels take at once. */
    void reserve(int newColumns, int count) {
        columns = newColumns;
        int inputs = (count + TileKernel.MOST_INPUTS - 1) / TileKernel.MOST_INPUTS;
        int padded = count == 1 ? 1 : inputs * TileKernel.MOST_INPUTS;
        if (pairs.length < padded * pairStride()) {
            pairs = new int[padded * pairStride()];
        }
        if (scales.length < padded * blockStride()) {
            scales = new float[padded * blockStride()];
            sums = new float[padded * blockStride()];
        }
    }

    /** From one input's pairs to the next's: its last block is unpacked beyond its end. */
    int pairStride() {
        return columns / 2 + BLOCK / 2;
    }

    /** From one input's scales and sums to the next's. */
    int blockStride() {
        return columns / BLOCK;
    }

    int[] pairs() {
        return pairs;
    }

    /** What one stands for, for each 32 columns. */
    float[] scales() {
        return scales;
    }

    /** The sum of each 32 rounded inputs. */
    float[] sums() {
        return sums;
    }

    /** Rounds one input vector. */
    void round(float[] in, int input) {
        int to = input * pairStride();
        int block = input * blockStride();
        for (int at = 0; at < columns; at += BLOCK) {
            round(in, input * columns + at, to + at / 2, block);
            block++;
        }
    }

    private void round(float[] in, int from, int to, int block) {
        FloatVector most = FloatVector.fromArray(FLOATS, in, from).lanewise(ABS);
        for (int i = WIDTH; i < BLOCK; i += WIDTH) {
            most = most.max(FloatVector.fromArray(FLOATS, in, from + i).lanewise(ABS));
        }
        float scale = Rounding.scale(most.reduceLanes(MAX));
        float inverse = Rounding.inverse(scale);
        IntVector sum = IntVector.zero(INTS);
        for (int i = 0; i < BLOCK; i += WIDTH) {
            IntVector whole =
                    FloatVector.fromArray(FLOATS, in, from + i)
                            .mul(inverse)
                            .add(TO_WHOLE)
                            .reinterpretAsInts()
                            .sub(TO_WHOLE_BITS);
            sum = sum.add(whole);
            whole.intoArray(pairs, to + i);
        }
        scales[block] = scale;
        sums[block] = scale * sum.reduceLanes(ADD);
        // Four whole numbers become two pairs in place.
        for (int j = 0; j < BLOCK / 4; j++) {
            int q = to + 4 * j;
            int even = (pairs[q] & 0xffff) | pairs[q + 2] << 16;
            int odd = (pairs[q + 1] & 0xffff) | pairs[q + 3] << 16;
            pairs[to + 2 * j] = even;
            pairs[to + 2 * j + 1] = odd;
        }
    }
}
