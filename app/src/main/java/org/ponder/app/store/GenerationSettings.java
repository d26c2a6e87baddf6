package org.ponder.app.store;

import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.KvType;

/**
 * How replies are made where a conversation does not say otherwise.
 *
 * @param sampling how tokens are drawn; its seed counts only where it is fixed
 * @param fixedSeed whether every reply is drawn with the same seed
 * @param contextTokens the length of the context; 0 is what suits the model
 * @param maxTokens the most tokens of a reply; 0 is as many as fit
 * @param threads that compute; 0 is what suits the machine
 * @param cacheType how keys and values are kept
 * @param readAlong whether the model reads what is being typed before it is sent
 */
public record GenerationSettings(
        SamplingSettings sampling,
        boolean fixedSeed,
        int contextTokens,
        int maxTokens,
        int threads,
        KvType cacheType,
        boolean readAlong) {
    /** More than any model of today takes. */
    public static final int LONGEST_CONTEXT = 16 * 1024 * 1024;

    /** More than any desktop of today has. */
    public static final int MOST_THREADS = 1024;

    public GenerationSettings {
        Ranges.require("context length", contextTokens, 0, LONGEST_CONTEXT);
        Ranges.require("longest reply", maxTokens, 0, LONGEST_CONTEXT);
        Ranges.require("number of threads", threads, 0, MOST_THREADS);
    }

    /** R1's own sampling, and what suits the model and the machine. */
    public static GenerationSettings defaults() {
        return new GenerationSettings(
                SamplingSettings.r1(0), false, 0, 0, 0, LoadOptions.CACHE, true);
    }

    /** These with other sampling. */
    public GenerationSettings withSampling(SamplingSettings other) {
        return new GenerationSettings(
                other, fixedSeed, contextTokens, maxTokens, threads, cacheType, readAlong);
    }

    /** These with one seed for all replies, or another one each time. */
    public GenerationSettings withSeed(boolean fixed, long seed) {
        return new GenerationSettings(
                sampling.withSeed(seed),
                fixed,
                contextTokens,
                maxTokens,
                threads,
                cacheType,
                readAlong);
    }

    /** These with another length of the context. */
    public GenerationSettings withContextTokens(int other) {
        return new GenerationSettings(
                sampling, fixedSeed, other, maxTokens, threads, cacheType, readAlong);
    }

    /** These with another length of the longest reply. */
    public GenerationSettings withMaxTokens(int other) {
        return new GenerationSettings(
                sampling, fixedSeed, contextTokens, other, threads, cacheType, readAlong);
    }

    /** These with so many threads. */
    public GenerationSettings withThreads(int other) {
        return new GenerationSettings(
                sampling, fixedSeed, contextTokens, maxTokens, other, cacheType, readAlong);
    }

    /** These with keys and values kept otherwise. */
    public GenerationSettings withCacheType(KvType other) {
        return new GenerationSettings(
                sampling, fixedSeed, contextTokens, maxTokens, threads, other, readAlong);
    }

    /** These with a model that reads what is being typed, or does not. */
    public GenerationSettings withReadAlong(boolean other) {
        return new GenerationSettings(
                sampling, fixedSeed, contextTokens, maxTokens, threads, cacheType, other);
    }
}
