package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.Arrays;

/**
 * The frequencies of rotary embedding and the ways of stretching them to longer contexts.
 *
 * <p>Plain: pair i turns by base^(-2i/d) per position (Su et al. 2021). Linear: all slower by the
 * same factor (Chen et al. 2023). YaRN: slow pairs slower, fast pairs as they were, a ramp between
 * (Peng et al. 2023). By factors from the file: each pair slower by its own (Llama 3.1, LongRoPE).
 */
final class RopeScaling {
    static final String LONG_FACTORS = "rope_factors_long.weight";
    private static final String SHORT_FACTORS = "rope_factors_short.weight";

    private RopeScaling() {}

    /** base^(-2i/d) for each pair. */
    static float[] plain(int dimensions, float base) {
        float[] frequencies = new float[dimensions / 2];
        for (int i = 0; i < frequencies.length; i++) {
            frequencies[i] = (float) (1.0 / Math.pow(base, 2.0 * i / dimensions));
        }
        return frequencies;
    }

    /** Each frequency divided by its own factor. */
    static float[] divided(float[] frequencies, float[] factors) {
        float[] scaled = new float[frequencies.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = frequencies[i] / factors[i];
        }
        return scaled;
    }

    /** All frequencies divided by one factor. */
    static float[] linear(float[] frequencies, float factor) {
        float[] factors = new float[frequencies.length];
        Arrays.fill(factors, factor);
        return divided(frequencies, factors);
    }

    /**
     * YaRN's mixture of plain and linear frequencies.
     *
     * @param wholePairs whether the ramp's ends are rounded outwards to whole pairs, as most models
     *     were trained with
     */
    static float[] yarn(RopeConfig rope, boolean wholePairs) {
        int dimensions = rope.dimensions();
        double low = pairTurning(rope, rope.yarn().betaFast());
        double high = pairTurning(rope, rope.yarn().betaSlow());
        if (wholePairs) {
            low = Math.floor(low);
            high = Math.ceil(high);
        }
        low = Math.max(low, 0);
        high = Math.min(high, dimensions - 1.0);
        if (low == high) {
            high += 0.001; // a ramp needs some width
        }
        float[] frequencies = plain(dimensions, rope.base());
        for (int i = 0; i < frequencies.length; i++) {
            double ramp = Math.clamp((i - low) / (high - low), 0.0, 1.0);
            double plain = frequencies[i];
            frequencies[i] = (float) (plain / rope.factor() * ramp + plain * (1 - ramp));
        }
        return frequencies;
    }

    /** The pair, as a real number, that turns this often over the original context. */
    private static double pairTurning(RopeConfig rope, double rotations) {
        return rope.dimensions()
                * Math.log(rope.originalContext() / (rotations * 2 * Math.PI))
                / (2 * Math.log(rope.base()));
    }

    /** What YaRN multiplies rotated queries and keys with: 0.1 m ln s + 1. */
    static float yarnMagnitude(float factor, float multiplier) {
        return factor <= 1 ? 1 : (float) (0.1 * multiplier * Math.log(factor) + 1);
    }

    /**
     * What LongRoPE multiplies rotated queries and keys with: the file's factor, or sqrt(1 + ln s /
     * ln n) for a stretch by s from n positions.
     */
    private static float longMagnitude(RopeConfig rope, int context) {
        double stretch = (double) context / rope.originalContext();
        if (rope.yarn().attentionFactor() != 1 || stretch <= 1) {
            return rope.yarn().attentionFactor();
        }
        return (float) Math.sqrt(1 + Math.log(stretch) / Math.log(rope.originalContext()));
    }

    /**
     * The rope of a file without peculiarities of its architecture.
     *
     * @param wholePairs as for {@link #yarn}
     */
    static Rope of(ModelConfig config, Rope.Pairing pairing, boolean wholePairs, Weights weights)
            throws IOException {
        RopeConfig rope = config.rope();
        float[] plain = plain(rope.dimensions(), rope.base());
        return switch (rope.scaling()) {
            case NONE -> new Rope(pairing, plain, 1);
            case LINEAR -> new Rope(pairing, linear(plain, rope.factor()), 1);
            case YARN ->
                    new Rope(
                            pairing,
                            yarn(rope, wholePairs),
                            yarnMagnitude(rope.factor(), 1) * rope.yarn().attentionFactor());
            case LONGROPE -> longRope(config, pairing, weights);
        };
    }

    /** LongRoPE: short factors up to the original context, long ones for contexts beyond it. */
    static Rope longRope(ModelConfig config, Rope.Pairing pairing, Weights weights)
            throws IOException {
        RopeConfig rope = config.rope();
        int pairs = rope.dimensions() / 2;
        float[] plain = plain(rope.dimensions(), rope.base());
        float[] near = weights.vector(SHORT_FACTORS, pairs);
        float[] far = weights.vector(LONG_FACTORS, pairs);
        float magnitude = longMagnitude(rope, config.contextLength());
        return new Rope(pairing, divided(plain, near), magnitude)
                .beyond(rope.originalContext(), new Rope(pairing, divided(plain, far), magnitude));
    }
}
