package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;
import org.ponder.engine.tensor.Kernels;

/**
 * gpt-oss (OpenAI 2025): every second layer sees a window only, heads have sinks, all maps have
 * biases, and the experts' gate is a clamped SwiGLU of their own.
 */
final class GptOss implements Architecture {
    /** Slope of the gate's sigmoid, and where gate and up are cut off. */
    private static final float SLOPE = 1.702f;

    private static final float LIMIT = 7f;

    @Override
    public String name() {
        return "gpt-oss";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        // Trained with the ends of YaRN's ramp as they are, not rounded to whole pairs.
        Rope rope = RopeScaling.of(config, Rope.Pairing.HALVES, false, weights);
        Heads heads = Parts.heads(config.attention());
        int window = config.attention().window();
        ExpertConfig experts = Parts.experts(config, weights).normalized();
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) -> {
                    Heads sinking =
                            heads.sinking(
                                    weights.vector(
                                            prefix + "attn_sinks.weight", heads.queryHeads()));
                    return new Layer(
                            weights.norm(prefix + "attn_norm", width),
                            new GroupedAttention(
                                    i % 2 == 0 && window > 0 ? sinking.sliding(window) : sinking,
                                    Parts.projections(heads, width, weights, prefix),
                                    null,
                                    rope),
                            weights.norm(prefix + "post_attention_norm", width),
                            new MixtureOfExperts(
                                    experts,
                                    weights.linear(prefix + "ffn_gate_inp", experts.count(), width),
                                    new Router(experts, null),
                                    experts(experts, width, weights, prefix),
                                    null,
                                    weights.experts()));
                });
    }

    private static List<GatedFeedForward> experts(
            ExpertConfig experts, int width, Weights weights, String prefix) throws IOException {
        weights.require(prefix, "ffn_gate_exps.bias", "ffn_up_exps.bias", "ffn_down_exps.bias");
        return Parts.gatedExperts(experts, width, GptOss::clampedSwiglu, weights, prefix);
    }

    private static void clampedSwiglu(Kernels kernels, float[] gate, float[] up, int at, int n) {
        for (int i = at; i < at + n; i++) {
            float g = Math.min(gate[i], LIMIT);
            float u = Math.clamp(up[i], -LIMIT, LIMIT);
            gate[i] = (float) (g / (1 + Math.exp(-SLOPE * g)) * (u + 1));
        }
    }
}
