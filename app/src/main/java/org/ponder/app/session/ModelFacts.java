package org.ponder.app.session;

/**
 * What a loaded model takes of the computer's memory.
 *
 * @param fileBytes of the model file, mapped into memory
 * @param cacheBytesPerToken that each token of the context takes; 0 where it is not known
 * @param longestContext tokens that the model was made for; 0 where it is not known
 */
public record ModelFacts(long fileBytes, long cacheBytesPerToken, int longestContext) {

    /** Nothing known. */
    public static ModelFacts unknown() {
        return new ModelFacts(0, 0, 0);
    }

    /** Bytes that a context of so many tokens takes. */
    public long cacheBytes(int tokens) {
        return cacheBytesPerToken * tokens;
    }
}
