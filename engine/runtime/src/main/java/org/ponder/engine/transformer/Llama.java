package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/**
 * Llama 2 and 3 (Touvron et al. 2023, Grattafiori et al. 2024), and with it R1-Distill-Llama.
 * Converters reorder the rows of q and k so that rotated pairs are neighbours. Llama 3.1 stretches
 * its context by a factor per frequency, kept as a tensor.
 */
final class Llama implements Architecture {
    private static final String FACTORS = "rope_freqs.weight";

    @Override
    public String name() {
        return "llama";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = rope(config.rope(), weights);
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
                                        null,
                                        rope),
                                weights.norm(prefix + "ffn_norm", width),
                                Parts.swiglu(width, weights, prefix)));
    }

    private static Rope rope(RopeConfig config, Weights weights) throws IOException {
        if (!weights.has(FACTORS)) {
            return RopeScaling.of(config, Rope.Pairing.NEIGHBOURS, true);
        }
        float[] factors = weights.vector(FACTORS, config.dimensions() / 2);
        return new Rope(
                Rope.Pairing.NEIGHBOURS,
                RopeScaling.divided(RopeScaling.plain(config.dimensions(), config.base()), factors),
                1f);
    }
}
