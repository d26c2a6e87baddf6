package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.tensor.Matrix;

/**
 * DeepSeek-V2, V3 and R1 (DeepSeek-AI 2024, 2025): latent attention, a few dense layers, then
 * experts of which one or two see every token. Rotated pairs are neighbours; where the file says
 * so, YaRN's correction scales the scores instead of the rotated values.
 */
final class DeepSeek2 implements Architecture {

    @Override
    public String name() {
        return "deepseek2";
    }

    @Override
    public long cachedPerToken(ModelConfig config, Keys keys) throws GgufFormatException {
        return (long) config.layers() * LatentConfig.of(keys).cached();
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        LatentConfig latent = LatentConfig.of(weights.keys());
        Rope rope = rope(config, weights);
        float scale = scale(config.rope(), latent.key());
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) ->
                        new Layer(
                                weights.norm(prefix + "attn_norm", width),
                                new LatentAttention(
                                        latent,
                                        config.attention().heads(),
                                        scale,
                                        projections(config, latent, weights, prefix),
                                        rope),
                                weights.norm(prefix + "ffn_norm", width),
                                i < config.experts().leadingDense()
                                        ? Parts.swiglu(width, weights, prefix)
                                        : experts(
                                                Parts.experts(config, weights),
                                                width,
                                                weights,
                                                prefix)));
    }

    private static Rope rope(ModelConfig config, Weights weights) throws IOException {
        RopeConfig rope = config.rope();
        boolean scoresScaled =
                rope.scaling() == RopeConfig.Scaling.YARN && rope.yarn().logMultiplier() != 0;
        return scoresScaled
                ? new Rope(
                        Rope.Pairing.NEIGHBOURS,
                        RopeScaling.yarn(rope, true),
                        rope.yarn().attentionFactor())
                : RopeScaling.of(config, Rope.Pairing.NEIGHBOURS, true, weights);
    }

    /** 1 / sqrt(key), times YaRN's magnitude for queries and for keys. */
    private static float scale(RopeConfig rope, int key) {
        double magnitude =
                rope.scaling() == RopeConfig.Scaling.YARN
                        ? 1 + rope.yarn().logMultiplier() * Math.log(Math.max(1, rope.factor()))
                        : 1;
        return (float) (magnitude * magnitude / Math.sqrt(key));
    }

    private static LatentAttention.Projections projections(
            ModelConfig config, LatentConfig latent, Weights weights, String prefix)
            throws IOException {
        weights.refuse(prefix, "attn_k_b.scale", "attn_v_b.scale", "attn_kv_b.scale");
        int heads = config.attention().heads();
        int width = config.width();
        int queries = heads * latent.key();
        int queryRank = latent.queryRank();
        boolean split = weights.has(prefix + "attn_k_b.weight");
        return new LatentAttention.Projections(
                queryRank == 0
                        ? null
                        : new LatentAttention.QueryCompression(
                                weights.linear(prefix + "attn_q_a", queryRank, width),
                                weights.norm(prefix + "attn_q_a_norm", queryRank)),
                queryRank == 0
                        ? weights.linear(prefix + "attn_q", queries, width)
                        : weights.linear(prefix + "attn_q_b", queries, queryRank),
                weights.linear(prefix + "attn_kv_a_mqa", latent.cached(), width),
                weights.norm(prefix + "attn_kv_a_norm", latent.rank()),
                split
                        ? keys(latent, heads, weights, prefix)
                        : together(latent, heads, true, weights, prefix),
                split
                        ? values(latent, heads, weights, prefix)
                        : together(latent, heads, false, weights, prefix),
                weights.linear(prefix + "attn_output", width, heads * latent.value()));
    }

    private static HeadMaps keys(LatentConfig latent, int heads, Weights weights, String prefix)
            throws IOException {
        return new HeadMaps(
                weights.matrices(prefix + "attn_k_b.weight", heads, latent.rank(), latent.plain()),
                false);
    }

    private static HeadMaps values(LatentConfig latent, int heads, Weights weights, String prefix)
            throws IOException {
        return new HeadMaps(
                weights.matrices(prefix + "attn_v_b.weight", heads, latent.value(), latent.rank()),
                false);
    }

    /** The layout of early 2025: for each head the rows of its keys, then those of its values. */
    private static HeadMaps together(
            LatentConfig latent, int heads, boolean keys, Weights weights, String prefix)
            throws IOException {
        int ofHead = latent.plain() + latent.value();
        Matrix[] maps = new Matrix[heads];
        for (int h = 0; h < heads; h++) {
            maps[h] =
                    weights.rows(
                            prefix + "attn_kv_b.weight",
                            heads * ofHead,
                            h * ofHead + (keys ? 0 : latent.plain()),
                            keys ? latent.plain() : latent.value(),
                            latent.rank());
        }
        return new HeadMaps(maps, keys);
    }

    private static FeedForward experts(
            ExpertConfig experts, int width, Weights weights, String prefix) throws IOException {
        String bias = prefix + "exp_probs_b.bias";
        return new MixtureOfExperts(
                experts,
                weights.linear(prefix + "ffn_gate_inp", experts.count(), width),
                new Router(
                        experts, weights.has(bias) ? weights.vector(bias, experts.count()) : null),
                Parts.gatedExperts(experts, width, Gating.SILU, weights, prefix),
                experts.shared() == 0 ? null : Parts.sharedExperts(experts, width, weights, prefix),
                weights.experts());
    }
}
