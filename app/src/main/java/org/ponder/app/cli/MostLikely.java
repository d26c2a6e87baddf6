package org.ponder.app.cli;

/** The greedy choice. */
final class MostLikely {

    private MostLikely() {}

    /** The index of the largest value, the first of equals. */
    static int of(float[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            if (logits[i] > logits[best]) {
                best = i;
            }
        }
        return best;
    }
}
