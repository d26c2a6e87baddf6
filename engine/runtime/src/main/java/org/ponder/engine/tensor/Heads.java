package org.ponder.engine.tensor;

/**
 * The shape of one attention layer.
 *
 * @param queryHeads heads of the query
 * @param kvHeads heads of keys and values; each serves {@code queryHeads / kvHeads} query heads
 * @param keyWidth floats of one head of query and key
 * @param valueWidth floats of one head of value
 * @param scale factor of every score, as a rule 1/sqrt(keyWidth)
 */
public record Heads(int queryHeads, int kvHeads, int keyWidth, int valueWidth, float scale) {
    public Heads {
        if (queryHeads < 1 || kvHeads < 1 || queryHeads % kvHeads != 0) {
            throw new IllegalArgumentException(
                    queryHeads
                            + " query heads cannot share "
                            + kvHeads
                            + " key-value heads evenly.");
        }
        if (keyWidth < 1 || valueWidth < 1) {
            throw new IllegalArgumentException(
                    "Head widths must be positive, not " + keyWidth + " and " + valueWidth + ".");
        }
    }

    /** Query heads served by one key-value head. */
    int group() {
        return queryHeads / kvHeads;
    }
}
