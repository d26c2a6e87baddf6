package org.ponder.engine.tensor;

/**
 * The input vectors of one multiplication, {@code [count][columns]}, as floats and, where a matrix
 * asks for it, rounded to 8 bits with one scale for each 32.
 */
final class Inputs {
    /** Inputs that share one scale. */
    static final int BLOCK = 32;

    private static final float MOST = 127f;

    private static final float[] NONE = {};

    private float[] values = NONE;
    private int columns;
    private int count;
    private boolean quantized;
    private int[] pairs = {};
    private float[] scales = {};
    private float[] sums = {};

    void set(float[] values, int columns, int count) {
        this.values = values;
        this.columns = columns;
        this.count = count;
        quantized = false;
    }

    /** Lets go of the caller's array. */
    void clear() {
        values = NONE;
    }

    float[] values() {
        return values;
    }

    int columns() {
        return columns;
    }

    int count() {
        return count;
    }

    /** Each rounded input twice, in the low and the high half: broadcast, it fills 16-bit lanes. */
    int[] pairs() {
        return pairs;
    }

    /** The value of one step, for each block of 32. */
    float[] scales() {
        return scales;
    }

    /** The sum of the rounded inputs times their scale, for each block of 32. */
    float[] sums() {
        return sums;
    }

    /** Fills pairs, scales and sums. The columns must be whole blocks of 32. */
    void quantize() {
        if (quantized) {
            return;
        }
        int size = columns * count;
        if (pairs.length < size) {
            pairs = new int[size];
            scales = new float[size / BLOCK];
            sums = new float[size / BLOCK];
        }
        for (int block = 0; block < size / BLOCK; block++) {
            quantize(block);
        }
        quantized = true;
    }

    private void quantize(int block) {
        int from = block * BLOCK;
        float most = 0;
        for (int i = 0; i < BLOCK; i++) {
            most = Math.max(most, Math.abs(values[from + i]));
        }
        float inverse = most == 0 ? 0 : MOST / most;
        int sum = 0;
        for (int i = 0; i < BLOCK; i++) {
            // Truncation of a positive number rounds; Math.round is not vectorized.
            int q = (int) (values[from + i] * inverse + 128.5f) - 128;
            pairs[from + i] = (q & 0xffff) * 0x10001;
            sum += q;
        }
        scales[block] = most / MOST;
        sums[block] = most / MOST * sum;
    }
}
