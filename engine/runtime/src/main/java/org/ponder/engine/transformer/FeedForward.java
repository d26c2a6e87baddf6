package org.ponder.engine.transformer;

/** The block in which each token is worked on by itself. */
interface FeedForward {

    /**
     * Maps each token of the batch.
     *
     * @param in [n][width], normed
     * @param out [n][width]
     */
    void apply(float[] in, float[] out, Pass pass);
}
