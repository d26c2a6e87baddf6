package org.ponder.engine.tensor;

/**
 * The input vectors of one multiplication, {@code [count][columns]}: as they are and, where a
 * matrix asks for it, rounded. Matrices that share inputs share the rounded ones.
 */
final class Inputs {
    private static final float[] NONE = {};

    private final RoundedInputs rounded = new RoundedInputs();
    private float[] values = NONE;
    private int columns;
    private int count;
    private boolean isRounded;

    void set(float[] newValues, int newColumns, int newCount) {
        values = newValues;
        columns = newColumns;
        count = newCount;
        isRounded = false;
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

    /** The inputs as {@link #round} left them. */
    RoundedInputs rounded() {
        return rounded;
    }

    /** Rounds the inputs, once. The columns must be whole blocks of 32. */
    void round(Workers workers) {
        if (isRounded) {
            return;
        }
        rounded.reserve(columns, count);
        if (count == 1) {
            rounded.round(values, 0);
        } else {
            workers.run(count, input -> rounded.round(values, input));
        }
        isRounded = true;
    }
}
