package org.ponder.engine.sampling;

/** Draws the next token. Belongs to one reply and one thread; same seed, same draws. */
public final class Sampler {
    private Sampler() {}

    /** A sampler with these settings. */
    public static Sampler of(SamplingSettings settings) {
        return new Sampler();
    }

    /**
     * Draws a token.
     *
     * @param logits one for each token of the vocabulary; changed by the call
     */
    public int sample(float[] logits) {
        return 0;
    }

    /** Tells the sampler that a token is now part of the text. */
    public void accept(int id) {}
}
