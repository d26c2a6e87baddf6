package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/**
 * Qwen 2 and 2.5 (Yang et al. 2024), and with it R1-Distill-Qwen: Llama's block with biases on q, k
 * and v, and rotated pairs in the two halves of a head.
 */
final class Qwen2 implements Architecture {

    @Override
    public String name() {
        return "qwen2";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = RopeScaling.of(config, Rope.Pairing.HALVES, true, weights);
        Heads heads = Parts.heads(config.attention());
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) -> {
                    weights.require(prefix, "attn_q.bias", "attn_k.bias", "attn_v.bias");
                    return new Layer(
                            weights.norm(prefix + "attn_norm", width),
                            new GroupedAttention(
                                    heads,
                                    Parts.projections(heads, width, weights, prefix),
                                    null,
                                    rope),
                            weights.norm(prefix + "ffn_norm", width),
                            Parts.swiglu(width, weights, prefix));
                });
    }
}
