package org.ponder.engine.tensor;

/** The input vectors of one multiplication: {@code [count][columns]}. */
final class Inputs {
    private static final float[] NONE = {};

    private float[] values = NONE;
    private int columns;
    private int count;

    void set(float[] values, int columns, int count) {
        this.values = values;
        this.columns = columns;
        this.count = count;
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
}
