package org.ponder.engine.tokenizer;

/** The order in which scores let tokens be merged: the highest first. */
final class ScoreOrder {
    private final int[] orders;

    /**
     * @param scores of all tokens, by id
     */
    ScoreOrder(float[] scores) {
        orders = new int[scores.length];
        for (int id = 0; id < scores.length; id++) {
            // Adding zero makes -0 equal to 0; the bits of floats order like sign and magnitude.
            int bits = Float.floatToIntBits(scores[id] + 0f);
            orders[id] = ~(bits >= 0 ? bits : bits ^ Integer.MAX_VALUE);
        }
    }

    /** A token's place: lower goes first, equal scores are equal. */
    int of(int id) {
        return orders[id];
    }
}
