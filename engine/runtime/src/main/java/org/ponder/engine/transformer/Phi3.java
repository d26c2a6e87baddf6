package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.tensor.Heads;

/**
 * Phi 3, 3.5 and 4 (Abdin et al. 2024): Llama's block with query, key and value in one matrix, gate
 * and up in another, and LongRoPE (Ding et al. 2024) for long contexts.
 */
final class Phi3 implements Architecture {

    @Override
    public String name() {
        return "phi3";
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        Rope rope = rope(config, weights);
        int window = config.attention().window();
        Heads all = Parts.heads(config.attention());
        Heads heads = window > 0 ? all.sliding(window) : all;
        int width = config.width();
        int inner = Parts.inner(weights);
        return Architecture.stack(
                config.layers(),
                (i, prefix) ->
                        new Layer(
                                weights.norm(prefix + "attn_norm", width),
                                new GroupedAttention(
                                        heads,
                                        projections(heads, width, weights, prefix),
                                        null,
                                        rope),
                                weights.norm(prefix + "ffn_norm", width),
                                new GatedFeedForward(
                                        weights.stacked(prefix + "ffn_up", width, inner, inner),
                                        weights.linear(prefix + "ffn_down", width, inner),
                                        Gating.SILU)));
    }

    private static GroupedAttention.Projections projections(
            Heads heads, int width, Weights weights, String prefix) throws IOException {
        return new GroupedAttention.Projections(
                weights.stacked(
                        prefix + "attn_qkv",
                        width,
                        heads.queryHeads() * heads.keyWidth(),
                        heads.kvHeads() * heads.keyWidth(),
                        heads.kvHeads() * heads.valueWidth()),
                weights.linear(
                        prefix + "attn_output", width, heads.queryHeads() * heads.valueWidth()));
    }

    /** Files may have LongRoPE's factors without naming it. */
    private static Rope rope(ModelConfig config, Weights weights) throws IOException {
        return weights.has(RopeScaling.LONG_FACTORS)
                ? RopeScaling.longRope(config, Rope.Pairing.HALVES, weights)
                : RopeScaling.of(config, Rope.Pairing.HALVES, true, weights);
    }
}
