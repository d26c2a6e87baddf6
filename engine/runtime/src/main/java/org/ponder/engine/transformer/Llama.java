package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/**
 * Llama 2 and 3 (Touvron et al. 2023, Grattafiori et al. 2024), and with it R1-Distill-Llama and,
 * with experts in every layer, Mixtral (Jiang et al. 2024). Converters reorder the rows of q and k
 * so that rotated pairs are neighbours. Llama 3.1 stretches its context by a factor per frequency,
 * kept as a tensor.
 */
final class Llama implements Architecture {
    private static final String FACTORS = "rope_freqs.weight";

    @Override
    public String name() {
        return "llama";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = rope(config, weights);
        Heads heads = Parts.heads(config.attention());
        // Mixtral's are each as wide as a dense block would be.
        ExpertConfig experts = config.experts().wide(Parts.inner(weights)).normalized();
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) ->
                        new Layer(
                                weights.norm(prefix + "attn_norm", width),
                                new GroupedAttention(
                                        heads,
                                        Parts.projections(heads, width, weights, prefix),
                                        null,
                                        rope),
                                weights.norm(prefix + "ffn_norm", width),
                                experts.count() == 0
                                        ? Parts.swiglu(width, weights, prefix)
                                        : Parts.sparse(experts, width, weights, prefix)));
    }

    /** The factors of Llama 3.1 come on top of another scaling; LongRoPE has its own. */
    private static Rope rope(ModelConfig config, Weights weights) throws IOException {
        Rope rope = RopeScaling.of(config, Rope.Pairing.NEIGHBOURS, true, weights);
        boolean factors =
                weights.has(FACTORS) && config.rope().scaling() != RopeConfig.Scaling.LONGROPE;
        return factors ? rope.divided(weights.vector(FACTORS, rope.dimensions() / 2)) : rope;
    }
}
