package org.ponder.engine.tensor;

import org.jspecify.annotations.Nullable;

/**
 * The shape of one attention layer, and what its queries see.
 *
 * <p>Queries see all positions up to their own, unless the layer {@linkplain #sliding slides}. With
 * {@linkplain #sinking sinks}, a head may also look at nothing.
 */
public final class Heads {
    private final int queryHeads;
    private final int kvHeads;
    private final int keyWidth;
    private final int valueWidth;
    private final float scale;
    private final int window;
    private final float @Nullable [] sinks;

    /**
     * Heads that see everything.
     *
     * @param queryHeads heads of the query
     * @param kvHeads heads of keys and values; each serves {@code queryHeads / kvHeads} query heads
     * @param keyWidth floats of one head of query and key
     * @param valueWidth floats of one head of value
     * @param scale factor of every score, as a rule 1/sqrt(keyWidth)
     */
    public Heads(int queryHeads, int kvHeads, int keyWidth, int valueWidth, float scale) {
        this(queryHeads, kvHeads, keyWidth, valueWidth, scale, Integer.MAX_VALUE, null);
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

    private Heads(
            int queryHeads,
            int kvHeads,
            int keyWidth,
            int valueWidth,
            float scale,
            int window,
            float @Nullable [] sinks) {
        this.queryHeads = queryHeads;
        this.kvHeads = kvHeads;
        this.keyWidth = keyWidth;
        this.valueWidth = valueWidth;
        this.scale = scale;
        this.window = window;
        this.sinks = sinks;
    }

    /** These heads, seeing only the last {@code positions} positions, the query's own included. */
    public Heads sliding(int positions) {
        if (positions < 1) {
            throw new IllegalArgumentException(
                    "A window must hold at least one position, not " + positions + ".");
        }
        return new Heads(queryHeads, kvHeads, keyWidth, valueWidth, scale, positions, sinks);
    }

    /**
     * These heads with one score more each, which takes its share of the softmax and adds nothing
     * to the output (Xiao et al. 2023).
     *
     * @param scores one for each query head
     */
    public Heads sinking(float[] scores) {
        if (scores.length != queryHeads) {
            throw new IllegalArgumentException(
                    scores.length + " sinks do not fit " + queryHeads + " query heads.");
        }
        return new Heads(queryHeads, kvHeads, keyWidth, valueWidth, scale, window, scores.clone());
    }

    /** Heads of the query. */
    public int queryHeads() {
        return queryHeads;
    }

    /** Heads of keys and values. */
    public int kvHeads() {
        return kvHeads;
    }

    /** Floats of one head of query and key. */
    public int keyWidth() {
        return keyWidth;
    }

    /** Floats of one head of value. */
    public int valueWidth() {
        return valueWidth;
    }

    /** Factor of every score. */
    public float scale() {
        return scale;
    }

    /** Query heads served by one key-value head. */
    int group() {
        return queryHeads / kvHeads;
    }

    /** The first position that a query at {@code position} sees. */
    int firstSeen(int position) {
        return Math.max(0, position - window + 1);
    }

    /** Whether heads have sinks. */
    boolean sinks() {
        return sinks != null;
    }

    /** The sink of a query head; there must be one. */
    float sink(int queryHead) {
        if (sinks == null) {
            throw new IllegalStateException("These heads have no sinks.");
        }
        return sinks[queryHead];
    }
}
