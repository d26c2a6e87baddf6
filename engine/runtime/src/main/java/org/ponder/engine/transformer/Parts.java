package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.tensor.Heads;

/** Blocks that several architectures share, taken from the tensors of one layer. */
final class Parts {
    private Parts() {}

    /** Heads scaled by 1 / sqrt(keyWidth). */
    static Heads heads(AttentionConfig config) {
        return new Heads(
                config.heads(),
                config.kvHeads(),
                config.keyWidth(),
                config.valueWidth(),
                (float) (1 / Math.sqrt(config.keyWidth())));
    }

    /** attn_q, attn_k, attn_v and attn_output, with biases where the file has them. */
    static GroupedAttention.Projections projections(
            Heads heads, int width, Weights weights, String prefix) throws IOException {
        int keys = heads.kvHeads() * heads.keyWidth();
        int values = heads.kvHeads() * heads.valueWidth();
        return new GroupedAttention.Projections(
                new LinearGroup(
                        weights.linear(
                                prefix + "attn_q", heads.queryHeads() * heads.keyWidth(), width),
                        weights.linear(prefix + "attn_k", keys, width),
                        weights.linear(prefix + "attn_v", values, width)),
                weights.linear(
                        prefix + "attn_output", width, heads.queryHeads() * heads.valueWidth()));
    }

    /** attn_q_norm and attn_k_norm. */
    static GroupedAttention.HeadNorms headNorms(Heads heads, Weights weights, String prefix)
            throws IOException {
        return new GroupedAttention.HeadNorms(
                weights.norm(prefix + "attn_q_norm", heads.keyWidth()),
                weights.norm(prefix + "attn_k_norm", heads.keyWidth()));
    }

    /** The inner width of a dense feed-forward block, which a file that has one must tell. */
    static int inner(Weights weights) throws GgufFormatException {
        return weights.keys().size("feed_forward_length");
    }

    /** The experts of a model, which its file must tell. */
    static ExpertConfig experts(ModelConfig config, Weights weights) throws GgufFormatException {
        Keys keys = weights.keys();
        keys.size("expert_count");
        keys.size("expert_feed_forward_length");
        return config.experts();
    }

    /** ffn_gate, ffn_up and ffn_down with SwiGLU. */
    static GatedFeedForward swiglu(int width, Weights weights, String prefix) throws IOException {
        return gated(width, Gating.SILU, weights, prefix);
    }

    /** ffn_gate, ffn_up and ffn_down. */
    static GatedFeedForward gated(int width, Gating gating, Weights weights, String prefix)
            throws IOException {
        return gated(width, inner(weights), gating, weights, name -> prefix + name);
    }

    /** The experts that every token is sent to: ffn_gate_shexp, ffn_up_shexp, ffn_down_shexp. */
    static GatedFeedForward sharedExperts(
            ExpertConfig experts, int width, Weights weights, String prefix) throws IOException {
        int inner = experts.feedForward() * experts.shared();
        return gated(width, inner, Gating.SILU, weights, name -> prefix + name + "_shexp");
    }

    private static GatedFeedForward gated(
            int width, int inner, Gating gating, Weights weights, UnaryOperator<String> named)
            throws IOException {
        return new GatedFeedForward(
                new LinearGroup(
                        weights.linear(named.apply("ffn_gate"), inner, width),
                        weights.linear(named.apply("ffn_up"), inner, width)),
                weights.linear(named.apply("ffn_down"), width, inner),
                gating);
    }

    /** Experts with SwiGLU, and ffn_gate_inp that chooses among them. */
    static MixtureOfExperts sparse(ExpertConfig experts, int width, Weights weights, String prefix)
            throws IOException {
        return new MixtureOfExperts(
                experts,
                weights.linear(prefix + "ffn_gate_inp", experts.count(), width),
                new Router(experts, null),
                gatedExperts(experts, width, Gating.SILU, weights, prefix),
                null,
                weights.experts());
    }

    /** ffn_gate_exps, ffn_up_exps and ffn_down_exps, with biases where the file has them. */
    static List<GatedFeedForward> gatedExperts(
            ExpertConfig experts, int width, Gating gating, Weights weights, String prefix)
            throws IOException {
        int count = experts.count();
        int inner = experts.feedForward();
        Linear[] gates = ofExperts(prefix + "ffn_gate", count, inner, width, weights);
        Linear[] ups = ofExperts(prefix + "ffn_up", count, inner, width, weights);
        Linear[] downs = ofExperts(prefix + "ffn_down", count, width, inner, weights);
        List<GatedFeedForward> all = new ArrayList<>();
        for (int e = 0; e < count; e++) {
            all.add(new GatedFeedForward(new LinearGroup(gates[e], ups[e]), downs[e], gating));
        }
        return all;
    }

    /** NAME_exps, or in files from before April 2024 a tensor for each expert: NAME.0, NAME.1, … */
    private static Linear[] ofExperts(
            String name, int count, int rows, int columns, Weights weights) throws IOException {
        if (!weights.has(name + ".0.weight")) {
            return weights.linears(name + "_exps", count, rows, columns);
        }
        Linear[] maps = new Linear[count];
        for (int e = 0; e < count; e++) {
            maps[e] = weights.linear(name + "." + e, rows, columns);
        }
        return maps;
    }
}
