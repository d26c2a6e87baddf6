package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/** Qwen 3 with experts (Yang et al. 2025): Qwen 3's attention, every feed-forward sparse. */
final class Qwen3Moe implements Architecture {

    @Override
    public String name() {
        return "qwen3moe";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = RopeScaling.of(config, Rope.Pairing.HALVES, true, weights);
        Heads heads = Parts.heads(config.attention());
        ExpertConfig experts = Parts.experts(config, weights).normalized();
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) ->
                        new Layer(
                                weights.norm(prefix + "attn_norm", width),
                                new GroupedAttention(
                                        heads,
                                        Parts.projections(heads, width, weights, prefix),
                                        Parts.headNorms(heads, weights, prefix),
                                        rope),
                                weights.norm(prefix + "ffn_norm", width),
                                Parts.sparse(experts, width, weights, prefix)));
    }
}
