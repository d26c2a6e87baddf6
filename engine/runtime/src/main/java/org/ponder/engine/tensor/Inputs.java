package org.ponder.engine.tensor;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The input vectors of one multiplication, {@code [count][columns]}: as they are and, where a
 * matrix asks for it, arranged for its kernel. Matrices that share inputs share the arrangements.
 */
final class Inputs {
    /** Inputs in one sum. */
    private static final int SUMMED = 16;

    private static final float[] NONE = {};

    private float[] values = NONE;
    private int columns;
    private int count;
    private final Map<Arrangement, float[]> arranged = new EnumMap<>(Arrangement.class);
    private final Set<Arrangement> ready = EnumSet.noneOf(Arrangement.class);
    private float[] sums = NONE;
    private boolean summed;
    private final RoundedInputs rounded = new RoundedInputs();
    private boolean roundedReady;

    void set(float[] values, int columns, int count) {
        this.values = values;
        this.columns = columns;
        this.count = count;
        ready.clear();
        summed = false;
        roundedReady = false;
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
        return arranged.getOrDefault(arrangement, NONE);
    }

    /** The inputs as {@link #round} left them. */
    RoundedInputs rounded() {
        return rounded;
    }

    /** Rounds the inputs to 8 bits. The columns must be whole blocks of 32. */
    void round(Workers workers) {
        if (!roundedReady) {
            rounded.round(values, columns, count, workers);
            roundedReady = true;
        }
    }

    /** The sum of each 16 inputs. */
    float[] sums() {
        return sums;
    }

    /** Fills sums and the inputs of an arrangement. The columns must be whole blocks of 32. */
    void arrange(Arrangement arrangement) {
        int size = columns * count;
        if (ready.add(arrangement)) {
            float[] target = arranged(arrangement);
            if (target.length < size) {
                target = new float[size];
                arranged.put(arrangement, target);
            }
            for (int t = 0; t < count; t++) {
                arrangement.apply(values, target, t * columns, columns);
            }
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
