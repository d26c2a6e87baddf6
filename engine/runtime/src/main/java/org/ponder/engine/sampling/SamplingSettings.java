package org.ponder.engine.sampling;

/**
 * How the next token is drawn.
 *
 * @param temperature divides the logits; 0 is greedy
 * @param topK keeps the k most likely tokens; 0 keeps all
 * @param topP keeps the smallest set of tokens whose probabilities sum to at least p (nucleus
 *     sampling, Holtzman et al. 2019); 1 keeps all
 * @param minP drops tokens less likely than this share of the most likely one; 0 drops none
 * @param repetitionPenalty divides positive and multiplies negative logits of tokens in the recent
 *     text (Keskar et al. 2019); 1 is none
 * @param seed of the random generator: same seed, same text, where the prompt is read alike. What a
 *     session has read before it does not read again, the rest then comes in batches of other
 *     sizes, and their results differ in rounding: a choice on the edge may fall otherwise
 */
public record SamplingSettings(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        long seed) {

    public SamplingSettings {
        require(temperature >= 0 && temperature <= 5, "temperature", temperature, "0 to 5");
        require(topK >= 0, "top-k", topK, "0 or more");
        require(topP > 0 && topP <= 1, "top-p", topP, "above 0, up to 1");
        require(minP >= 0 && minP < 1, "min-p", minP, "0 up to, not including, 1");
        require(
                repetitionPenalty >= 0.5 && repetitionPenalty <= 2,
                "repetition penalty",
                repetitionPenalty,
                "0.5 to 2");
    }

    /** DeepSeek-R1's recommended settings (its model card): temperature 0.6, top-p 0.95. */
    public static SamplingSettings r1(long seed) {
        return new SamplingSettings(0.6, 0, 0.95, 0, 1, seed);
    }

    /** The most likely token at every step. */
    public static SamplingSettings greedy() {
        return new SamplingSettings(0, 0, 1, 0, 1, 0);
    }

    /** The same with another seed. */
    public SamplingSettings withSeed(long other) {
        return new SamplingSettings(temperature, topK, topP, minP, repetitionPenalty, other);
    }

    private static void require(boolean ok, String name, Number value, String range) {
        if (!ok) {
            throw new IllegalArgumentException(
                    "The " + name + " must be " + range + ", not " + value + ".");
        }
    }
}
