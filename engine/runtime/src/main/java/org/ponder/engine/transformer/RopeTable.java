package org.ponder.engine.transformer;

/** Cosines and sines of the positions of the present pass: made once, used by every layer. */
final class RopeTable {
    private final Rope rope;
    private float[] table = {};
    private int start;
    private int count;

    RopeTable(Rope rope) {
        this.rope = rope;
    }

    /** Makes this table hold these positions. */
    RopeTable at(int newStart, int newCount) {
        if (newStart == start && newCount == count) {
            return this;
        }
        int floats = newCount * rope.dimensions();
        if (table.length < floats) {
            table = new float[floats];
        }
        for (int t = 0; t < newCount; t++) {
            rope.angles(newStart + t, table, t * rope.dimensions());
        }
        start = newStart;
        count = newCount;
        return this;
    }

    /**
     * Rotates heads of one token in place.
     *
     * @param token its number in the pass
     * @param values the array that holds the heads
     * @param first where the rotated part of the first head starts
     * @param heads how many
     * @param stride from one head to the next
     */
    void rotate(int token, float[] values, int first, int heads, int stride) {
        for (int head = 0; head < heads; head++) {
            rope.rotate(values, first + head * stride, table, token * rope.dimensions());
        }
    }
}
