package org.ponder.engine.sampling;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.ponder.engine.tensor.BrokenModelException;

/**
 * Draws the next token. Belongs to one reply and one thread; same seed and same logits, same draws.
 *
 * <p>The order is: repetition penalty, temperature, top-k, top-p, min-p, draw. The temperature
 * comes before the cuts because that is how R1's recommended settings were used: Hugging Face's
 * transformers and vLLM both scale first, so at 0.6 the nucleus of 0.95 holds fewer tokens than one
 * taken from the unscaled distribution.
 */
public final class Sampler {
    private final SamplingSettings settings;
    private final RecentTokens recent = new RecentTokens();
    private final SplittableRandom random;
    private final Candidates candidates = new Candidates();

    private Sampler(SamplingSettings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
    }

    /** A sampler with these settings. */
    public static Sampler of(SamplingSettings settings) {
        return new Sampler(settings);
    }

    /**
     * Draws a token.
     *
     * @param logits one for each token of the vocabulary; changed by the call
     * @throws IllegalArgumentException if there are none
     * @throws BrokenModelException if one is not a number, which only a broken model yields
     */
    public int sample(float[] logits) {
        if (logits.length == 0) {
            throw new IllegalArgumentException("There are no logits to draw from.");
        }
        if (settings.repetitionPenalty() != 1) {
            recent.penalize(logits, (float) settings.repetitionPenalty());
        }
        int best = best(logits);
        if (settings.temperature() == 0 || settings.topK() == 1) {
            return best;
        }
        candidates.weigh(logits, logits[best], settings.temperature());
        candidates.keepTop(settings.topK());
        candidates.keepNucleus(settings.topP());
        candidates.keepLikely(settings.minP());
        return candidates.draw(random.nextDouble());
    }

    /** Tells the sampler that a token is now part of the text. */
    public void accept(int id) {
        recent.add(id);
    }

    /** The first of the largest; minus infinity forbids a token and is allowed. */
    private static int best(float[] logits) {
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            float logit = logits[i];
            if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
                throw new BrokenModelException("the logit of token " + i + " is " + logit);
            }
            if (logit > logits[best]) {
                best = i;
            }
        }
        if (logits[best] == Float.NEGATIVE_INFINITY) {
            throw new BrokenModelException("no token is possible");
        }
        return best;
    }

    /** The last tokens of the text, each counted once however often it occurs. */
    private static final class RecentTokens {
        /** How far back the penalty looks; llama.cpp's default too. */
        private static final int WINDOW = 64;

        private final int[] ids = new int[WINDOW];
        private int count;

        void add(int id) {
            ids[count % WINDOW] = id;
            count++;
        }

        void penalize(float[] logits, float penalty) {
            int[] distinct = Arrays.stream(ids, 0, Math.min(count, WINDOW)).distinct().toArray();
            for (int id : distinct) {
                if (id >= 0 && id < logits.length) {
                    logits[id] = logits[id] > 0 ? logits[id] / penalty : logits[id] * penalty;
                }
            }
        }
    }
}
