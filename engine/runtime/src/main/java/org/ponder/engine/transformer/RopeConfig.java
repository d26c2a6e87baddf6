package org.ponder.engine.transformer;

import java.util.Locale;
import org.ponder.engine.gguf.GgufFormatException;

/**
 * Rotary position embedding as the file describes it.
 *
 * @param dimensions values of a head that are rotated, from its start
 * @param base of the geometric row of frequencies (theta)
 * @param scaling how the frequencies are changed for contexts longer than first trained
 * @param factor by which the context was stretched; 1 without scaling
 * @param originalContext positions before stretching
 * @param yarn the further parameters of YaRN
 */
public record RopeConfig(
        int dimensions, float base, Scaling scaling, float factor, int originalContext, Yarn yarn) {

    /** The ways of stretching that GGUF names. */
    public enum Scaling {
        NONE,
        LINEAR,
        YARN,
        LONGROPE
    }

    /**
     * Parameters of YaRN (Peng et al. 2023).
     *
     * @param betaFast rotations over the original context above which a frequency stays
     * @param betaSlow rotations below which it is stretched in full
     * @param logMultiplier 0.1 times DeepSeek's {@code mscale_all_dim}; 0 where absent
     * @param attentionFactor multiplies the rotated values, beside what the paper's formula gives
     */
    public record Yarn(
            float betaFast, float betaSlow, float logMultiplier, float attentionFactor) {}

    static RopeConfig of(Keys keys, int headWidth, int context) throws GgufFormatException {
        int dimensions = keys.size("rope.dimension_count", headWidth);
        if (dimensions % 2 != 0 || dimensions > headWidth) {
            throw keys.fault(
                    "rope.dimension_count",
                    "An even number up to the head's "
                            + headWidth
                            + " values was expected, not "
                            + dimensions);
        }
        Scaling scaling = scaling(keys);
        // Files from before the scaling keys have the linear factor alone.
        float factor = keys.number("rope.scaling.factor", keys.number("rope.scale_linear", 1f));
        if (scaling == Scaling.NONE
                && !keys.has("rope.scaling.type")
                && factor != 1f
                && factor > 0) {
            scaling = Scaling.LINEAR;
        }
        if (factor <= 0) {
            factor = 1f;
        }
        return new RopeConfig(
                dimensions,
                keys.positive("rope.freq_base", 10000f),
                scaling,
                factor,
                keys.positions("rope.scaling.original_context_length", context),
                // Not read: rope.scaling.yarn_attn_factor. Converters write two things under it:
                // transformers' attention_factor, which is YaRN's magnitude itself, and
                // attn_factor, meant to multiply it (R1-0528-Qwen3-8B: 0.878, undoing it). For the
                // architectures here llama.cpp takes the paper's magnitude whatever it says, and
                // so does transformers for attn_factor: the logits compared with are theirs.
                new Yarn(
                        // Ollama's converter writes these without yarn_.
                        keys.positive(
                                "rope.scaling.yarn_beta_fast",
                                keys.positive("rope.scaling.beta_fast", 32f)),
                        keys.positive(
                                "rope.scaling.yarn_beta_slow",
                                keys.positive("rope.scaling.beta_slow", 1f)),
                        keys.number("rope.scaling.yarn_log_multiplier", 0f),
                        keys.positive("rope.scaling.attn_factor", 1f)));
    }

    private static Scaling scaling(Keys keys) throws GgufFormatException {
        String name = keys.text("rope.scaling.type", "none");
        try {
            return Scaling.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw keys.fault(
                    "rope.scaling.type",
                    "The rope scaling '" + name + "' is not known: none, linear, yarn or longrope");
        }
    }
}
