package org.ponder.engine.benchmarks;

/**
 * Models in the manner of DeepSeek-V2-Lite: latent attention without a compressed query, one dense
 * layer, then mixtures of experts. The sizes beyond the shape are those of the published model.
 */
final class DeepSeekModel {
    private static final int LATENT = 512;
    private static final int ROPE = 64;
    private static final int EXPERTS = 64;
    private static final int EXPERTS_USED = 6;
    private static final int EXPERTS_SHARED = 2;
    private static final int EXPERT_WIDTH = 1408;

    private DeepSeekModel() {}

    static void describe(ModelShape shape, ModelFile file) {
        int headSize = shape.attention().headSize();
        file.size("context_length", 163_840);
        file.size("embedding_length", shape.hidden());
        file.size("block_count", shape.layers());
        file.size("feed_forward_length", shape.feedForward());
        file.size("leading_dense_block_count", 1);
        file.size("attention.head_count", shape.attention().heads());
        file.size("attention.head_count_kv", 1);
        file.size("attention.kv_lora_rank", LATENT);
        file.size("attention.key_length", LATENT + ROPE);
        file.size("attention.value_length", LATENT);
        file.size("attention.key_length_mla", headSize + ROPE);
        file.size("attention.value_length_mla", headSize);
        file.number("attention.layer_norm_rms_epsilon", 1e-6);
        file.size("expert_count", EXPERTS);
        file.size("expert_used_count", EXPERTS_USED);
        file.size("expert_shared_count", EXPERTS_SHARED);
        file.size("expert_feed_forward_length", EXPERT_WIDTH);
        file.size("expert_gating_func", 1);
        file.number("expert_weights_scale", 1);
        file.size("rope.dimension_count", ROPE);
        file.number("rope.freq_base", shape.attention().ropeBase());
        file.text("rope.scaling.type", "yarn");
        file.number("rope.scaling.factor", 40);
        file.size("rope.scaling.original_context_length", 4096);
        file.number("rope.scaling.yarn_log_multiplier", 0.0707);
        file.size("vocab_size", shape.vocabulary().size());
        file.vocabulary("deepseek-llm", shape.vocabulary().size());

        file.matrix("token_embd.weight", shape.hidden(), shape.vocabulary().size(), false);
        for (int layer = 0; layer < shape.layers(); layer++) {
            boolean important = DenseModel.isImportant(layer, shape.layers());
            attention(shape, file, "blk." + layer + ".", important);
            if (layer == 0) {
                dense(shape, file, "blk.0.", important);
            } else {
                experts(shape.hidden(), file, "blk." + layer + ".", important);
            }
        }
        file.norm("output_norm.weight", shape.hidden());
        file.matrix("output.weight", shape.hidden(), shape.vocabulary().size(), true);
    }

    private static void attention(
            ModelShape shape, ModelFile file, String name, boolean important) {
        int hidden = shape.hidden();
        int heads = shape.attention().heads();
        int headSize = shape.attention().headSize();
        file.norm(name + "attn_norm.weight", hidden);
        file.matrix(name + "attn_q.weight", hidden, heads * (headSize + ROPE), false);
        file.matrix(name + "attn_kv_a_mqa.weight", hidden, LATENT + ROPE, false);
        file.norm(name + "attn_kv_a_norm.weight", LATENT);
        file.matrices(name + "attn_k_b.weight", headSize, LATENT, heads, false);
        file.matrices(name + "attn_v_b.weight", LATENT, headSize, heads, important);
        file.matrix(name + "attn_output.weight", heads * headSize, hidden, false);
        file.norm(name + "ffn_norm.weight", hidden);
    }

    private static void dense(ModelShape shape, ModelFile file, String name, boolean important) {
        file.matrix(name + "ffn_gate.weight", shape.hidden(), shape.feedForward(), false);
        file.matrix(name + "ffn_up.weight", shape.hidden(), shape.feedForward(), false);
        file.matrix(name + "ffn_down.weight", shape.feedForward(), shape.hidden(), important);
    }

    private static void experts(int hidden, ModelFile file, String name, boolean important) {
        int shared = EXPERTS_SHARED * EXPERT_WIDTH;
        file.floatMatrix(name + "ffn_gate_inp.weight", hidden, EXPERTS);
        file.matrices(name + "ffn_gate_exps.weight", hidden, EXPERT_WIDTH, EXPERTS, false);
        file.matrices(name + "ffn_up_exps.weight", hidden, EXPERT_WIDTH, EXPERTS, false);
        file.matrices(name + "ffn_down_exps.weight", EXPERT_WIDTH, hidden, EXPERTS, important);
        file.matrix(name + "ffn_gate_shexp.weight", hidden, shared, false);
        file.matrix(name + "ffn_up_shexp.weight", hidden, shared, false);
        file.matrix(name + "ffn_down_shexp.weight", shared, hidden, important);
    }
}
