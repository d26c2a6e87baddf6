package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A model fits where weights, cache and Java share the memory; a smaller context may help. */
class FitTest {
    private static final long GIB = 1L << 30;
    private static final double BANDWIDTH = 20e9;

    private final Machine laptop = new Machine(16 * GIB, 11 * GIB, 8, 256);

    private static ModelSummary model(long bytes, long cachePerToken) {
        return new ModelSummary(
                "", "qwen2", "Q4_K", List.of(), bytes, bytes, cachePerToken, 131_072);
    }

    @Test
    void aSmallModelFitsWithTheChosenContext() {
        Fit fit = Fit.of(model(5 * GIB, 114_688), laptop, 16_384, BANDWIDTH);
        assertEquals(Fit.Verdict.FITS, fit.verdict());
        assertEquals(16_384, fit.contextTokens());
        assertEquals(5 * GIB + 500L * (1 << 20) + 16_384L * 114_688, fit.neededBytes());
    }

    @Test
    void aLongContextIsShortenedToWhatFits() {
        Fit fit = Fit.of(model(9 * GIB, 400_000), laptop, 65_536, BANDWIDTH);
        assertEquals(Fit.Verdict.FITS_SMALLER, fit.verdict());
        assertTrue(fit.contextTokens() >= Fit.LEAST_CONTEXT && fit.contextTokens() < 65_536);
        assertEquals(0, fit.contextTokens() % 256);
        assertTrue(fit.neededBytes() <= 16 * GIB);
    }

    @Test
    void theCacheMustFitJavasMemoryToo() {
        Machine smallHeap = new Machine(64 * GIB, 2 * GIB, 8, 256);
        Fit fit = Fit.of(model(5 * GIB, 400_000), smallHeap, 32_768, BANDWIDTH);
        assertEquals(Fit.Verdict.FITS_SMALLER, fit.verdict());
        assertTrue(fit.contextTokens() * 400_000L < 2 * GIB);
    }

    @Test
    void aModelBeyondTheMemoryDoesNotFit() {
        Fit fit = Fit.of(model(40 * GIB, 300_000), laptop, 0, BANDWIDTH);
        assertEquals(Fit.Verdict.TOO_LARGE, fit.verdict());
        assertEquals(0, fit.contextTokens());
        assertEquals(0, fit.tokensPerSecond());
        assertTrue(fit.neededBytes() > 40 * GIB);
    }

    @Test
    void speedFollowsBandwidthAndTheWeightsOfOneToken() {
        ModelSummary dense = model(4 * GIB, 1000);
        ModelSummary experts =
                new ModelSummary("", "qwen3moe", "Q4_K", List.of(), 4 * GIB, GIB, 1000, 131_072);
        double slow = Fit.of(dense, laptop, 0, BANDWIDTH).tokensPerSecond();
        assertEquals(4 * slow, Fit.of(experts, laptop, 0, BANDWIDTH).tokensPerSecond(), 1e-9);
        assertEquals(2 * slow, Fit.of(dense, laptop, 0, 2 * BANDWIDTH).tokensPerSecond(), 1e-9);
        assertEquals(0, Fit.of(dense, laptop, 0, 0).tokensPerSecond());
    }

    @Test
    void aModelsOwnLimitBoundsTheContext() {
        ModelSummary tiny = new ModelSummary("", "qwen2", "", List.of(), 1000, 1000, 100, 512);
        Fit fit = Fit.of(tiny, laptop, 8192, BANDWIDTH);
        assertEquals(Fit.Verdict.FITS, fit.verdict());
        assertEquals(512, fit.contextTokens());
    }
}
