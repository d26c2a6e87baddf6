package org.ponder.engine.tensor;

import java.util.Arrays;

/**
 * The input vectors of one multiplication, {@code [count][columns]}: as they are and, where a
 * matrix asks for it, arranged for its kernel. Matrices that share inputs share the arrangements.
 */
final class Inputs {
    /** Inputs in one sum. */
    private static final int SUMMED = 16;

    private static final float[] NONE = {};
    private static final int ARRANGEMENTS = Arrangement.values().length;

    private float[] values = NONE;
    private int columns;
    private int count;
    private final float[][] arranged = new float[ARRANGEMENTS][];
    private final boolean[] ready = new boolean[ARRANGEMENTS];
    private float[] sums = NONE;
    private boolean summed;

    Inputs() {
        Arrays.fill(arranged, NONE);
    }

    void set(float[] values, int columns, int count) {
        this.values = values;
        this.columns = columns;
        this.count = count;
        Arrays.fill(ready, false);
        summed = false;
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

    /** The inputs as {@link #arrange} left them. */
    float[] arranged(Arrangement arrangement) {
        return arranged[arrangement.ordinal()];
    }

    /** The sum of each 16 inputs. */
    float[] sums() {
        return sums;
    }

    /** Fills sums and the inputs of an arrangement. The columns must be whole blocks of 32. */
    void arrange(Arrangement arrangement) {
        int at = arrangement.ordinal();
        int size = columns * count;
        if (!ready[at]) {
            if (arranged[at].length < size) {
                arranged[at] = new float[size];
            }
            for (int t = 0; t < count; t++) {
                arrangement.apply(values, arranged[at], t * columns, columns);
            }
            ready[at] = true;
        }
        if (!summed) {
            if (sums.length < size / SUMMED) {
                sums = new float[size / SUMMED];
            }
            for (int block = 0; block < size / SUMMED; block++) {
                float sum = 0;
                for (int i = 0; i < SUMMED; i++) {
                    sum += values[block * SUMMED + i];
                }
                sums[block] = sum;
            }
            summed = true;
        }
    }
}
