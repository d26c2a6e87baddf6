package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/**
 * Qwen 3 (Yang et al. 2025), and with it R1-0528-Qwen3-8B: no biases, each query and key head
 * normed before it is rotated, heads of a width of their own.
 */
final class Qwen3 implements Architecture {

    @Override
    public String name() {
        return "qwen3";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = RopeScaling.of(config, Rope.Pairing.HALVES, true, weights);
        Heads heads = Parts.heads(config.attention());
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
                                Parts.swiglu(width, weights, prefix)));
    }
}
