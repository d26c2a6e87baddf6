package org.ponder.engine.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens are drawn with the probabilities that the settings leave them. */
class SamplerTest {
    private static final float[] LOGITS = {1.5f, -2, 0.25f, 3, 2.75f, -0.5f, 1, 2};
    private static final int DRAWS = 60_000;

    private static SamplingSettings settings(
            double temperature, int topK, double topP, double minP) {
        return new SamplingSettings(temperature, topK, topP, minP, 1, 7);
    }

    @Test
    void greedyTakesTheFirstOfTheLargest() {
        Sampler sampler = Sampler.of(SamplingSettings.greedy());
        assertEquals(3, sampler.sample(LOGITS.clone()));
        assertEquals(1, sampler.sample(new float[] {0, 5, 5, 5}));
        assertEquals(0, sampler.sample(new float[] {-1}));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 1, 0",
        "0.6, 0, 1, 0",
        "2, 0, 1, 0",
        "1, 3, 1, 0",
        "0.6, 0, 0.95, 0",
        "1, 0, 0.5, 0",
        "1, 0, 0.01, 0",
        "1, 0, 1, 0.2",
        "1.5, 6, 0.9, 0.1"
    })
    void drawsFollowTheProbabilities(double temperature, int topK, double topP, double minP) {
        double[] expected = probabilities(temperature, topK, topP, minP);
        Sampler sampler = Sampler.of(settings(temperature, topK, topP, minP));
        int[] counts = new int[LOGITS.length];
        for (int i = 0; i < DRAWS; i++) {
            counts[sampler.sample(LOGITS.clone())]++;
        }
        for (int i = 0; i < counts.length; i++) {
            double share = counts[i] / (double) DRAWS;
            double deviation = Math.sqrt(expected[i] * (1 - expected[i]) / DRAWS);
            assertEquals(expected[i], share, 5 * deviation, "token " + i);
        }
    }

    /** The same by the plainest way: sort all, cut, normalise. */
    private static double[] probabilities(double temperature, int topK, double topP, double minP) {
        double[] p = new double[LOGITS.length];
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp(LOGITS[i] / temperature);
        }
        Integer[] order = IntStream.range(0, p.length).boxed().toArray(Integer[]::new);
        Arrays.sort(order, Comparator.comparingDouble(i -> -p[i]));
        int kept = topK == 0 ? p.length : topK;
        double total = 0;
        for (int i = 0; i < kept; i++) {
            total += p[order[i]];
        }
        double sum = 0;
        for (int i = 0; i < kept; i++) {
            sum += p[order[i]];
            if (sum >= topP * total) {
                kept = i + 1;
            }
        }
        while (p[order[kept - 1]] < minP * p[order[0]]) {
            kept--;
        }
        double[] normalised = new double[p.length];
        double left = 0;
        for (int i = 0; i < kept; i++) {
            left += p[order[i]];
        }
        for (int i = 0; i < kept; i++) {
            normalised[order[i]] = p[order[i]] / left;
        }
        return normalised;
    }

    @Test
    void theNucleusOfALargeVocabularyIsTheSortedOne() {
        Random random = new Random(3);
        float[] logits = new float[150_000];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) (random.nextGaussian() * 2.5);
        }
        float[] sorted = logits.clone();
        Arrays.sort(sorted);
        double total = 0;
        for (float logit : sorted) {
            total += Math.exp(logit);
        }
        double sum = 0;
        float last = 0;
        int size = 0;
        for (int i = sorted.length - 1; sum < 0.3 * total; i--) {
            last = sorted[i];
            sum += Math.exp(last);
            size++;
        }
        assertTrue(size > 100 && size < 10_000, "the nucleus is of a size that tests something");
        Sampler sampler = Sampler.of(settings(1, 0, 0.3, 0));
        for (int i = 0; i < 100; i++) {
            assertTrue(logits[sampler.sample(logits.clone())] >= last);
        }
    }

    @Test
    void sameSeedSameTokens() {
        assertArrayEquals(draws(5), draws(5));
        assertNotEquals(Arrays.toString(draws(5)), Arrays.toString(draws(6)));
    }

    private static int[] draws(long seed) {
        Sampler sampler = Sampler.of(SamplingSettings.r1(seed));
        return IntStream.range(0, 100).map(i -> sampler.sample(LOGITS.clone())).toArray();
    }

    @Test
    void thePenaltyTakesFromRecentTokens() {
        SamplingSettings settings = new SamplingSettings(0, 0, 1, 0, 1.5, 0);
        Sampler sampler = Sampler.of(settings);
        float[] logits = {3, 2.5f, -1};
        assertEquals(0, sampler.sample(logits.clone()));
        sampler.accept(0);
        sampler.accept(0);
        float[] penalized = logits.clone();
        assertEquals(1, sampler.sample(penalized));
        assertArrayEquals(new float[] {2, 2.5f, -1}, penalized);
        sampler.accept(2);
        penalized = logits.clone();
        sampler.sample(penalized);
        assertArrayEquals(new float[] {2, 2.5f, -1.5f}, penalized);
        for (int i = 0; i < 64; i++) {
            sampler.accept(1);
        }
        assertEquals(0, sampler.sample(logits.clone()), "the window has moved on");
    }

    @Test
    void forbiddenTokensAreNeverDrawn() {
        Sampler sampler = Sampler.of(settings(1, 0, 1, 0));
        float[] logits = {Float.NEGATIVE_INFINITY, 0, Float.NEGATIVE_INFINITY, 0};
        for (int i = 0; i < 1000; i++) {
            assertEquals(1, sampler.sample(logits.clone()) % 2);
        }
    }

    @Test
    void aBrokenModelIsAnError() {
        Sampler sampler = Sampler.of(SamplingSettings.r1(1));
        assertThrows(ArithmeticException.class, () -> sampler.sample(new float[] {1, Float.NaN}));
        assertThrows(
                ArithmeticException.class,
                () -> sampler.sample(new float[] {1, Float.POSITIVE_INFINITY}));
        assertThrows(
                ArithmeticException.class,
                () -> sampler.sample(new float[] {Float.NEGATIVE_INFINITY}));
        assertThrows(IllegalArgumentException.class, () -> sampler.sample(new float[0]));
        assertThrows(
                ArithmeticException.class,
                () -> Sampler.of(SamplingSettings.greedy()).sample(new float[] {Float.NaN, 1}));
    }
}
