package org.ponder.app.session;

import org.ponder.engine.tensor.KvType;

/**
 * What a loaded model takes of the computer's memory.
 *
 * @param fileBytes of the model file, mapped into memory
 * @param cacheBytesPerToken that each token of the context takes; 0 where it is not known
 * @param cacheValuesPerToken keys and values of a token, however they are kept; 0 likewise
 * @param longestContext tokens that the model was made for; 0 where it is not known
 */
public record ModelFacts(
        long fileBytes, long cacheBytesPerToken, long cacheValuesPerToken, int longestContext) {

    /** Nothing known. */
    public static ModelFacts unknown() {
        return new ModelFacts(0, 0, 0, 0);
    }

    /** Bytes that a context of so many tokens takes. */
    public long cacheBytes(int tokens) {
        return cacheBytesPerToken * tokens;
    }

    /** Bytes that it would take if keys and values were kept in another way. */
    public long cacheBytes(int tokens, KvType type) {
        return type.bytes(cacheValuesPerToken) * tokens;
    }
}
