package org.ponder.app.models;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.sampling.SamplingSettings;

/** How one model's tokens are drawn; null is as for all models. */
public record OwnSampling(
        @Nullable Double temperature,
        @Nullable Integer topK,
        @Nullable Double topP,
        @Nullable Double minP,
        @Nullable Double repetitionPenalty,
        @Nullable Long seed) {
    /** As for all models. */
    public static final OwnSampling NONE = new OwnSampling(null, null, null, null, null, null);

    public OwnSampling {
        var _ = // refuses what cannot be
                over(
                        SamplingSettings.r1(0),
                        temperature,
                        topK,
                        topP,
                        minP,
                        repetitionPenalty,
                        seed);
    }

    /** The sampling for all models, with what this model has of its own. */
    public SamplingSettings over(SamplingSettings usual) {
        return over(usual, temperature, topK, topP, minP, repetitionPenalty, seed);
    }

    private static SamplingSettings over(
            SamplingSettings usual,
            @Nullable Double temperature,
            @Nullable Integer topK,
            @Nullable Double topP,
            @Nullable Double minP,
            @Nullable Double repetitionPenalty,
            @Nullable Long seed) {
        return new SamplingSettings(
                temperature == null ? usual.temperature() : temperature,
                topK == null ? usual.topK() : topK,
                topP == null ? usual.topP() : topP,
                minP == null ? usual.minP() : minP,
                repetitionPenalty == null ? usual.repetitionPenalty() : repetitionPenalty,
                seed == null ? usual.seed() : seed);
    }
}
