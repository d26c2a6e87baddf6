package org.ponder.engine.benchmarks;

import org.ponder.engine.benchmarks.ModelShape.Attention;

/** Models in the manner of Llama and Qwen. */
final class DenseModel {
    private DenseModel() {}

    static void describe(ModelShape shape, ModelFile file) {
        Attention attention = shape.attention();
        file.size("context_length", 32_768);
        file.size("embedding_length", shape.hidden());
        file.size("block_count", shape.layers());
        file.size("feed_forward_length", shape.feedForward());
        file.size("attention.head_count", attention.heads());
        file.size("attention.head_count_kv", attention.keyValueHeads());
        file.size("attention.key_length", attention.headSize());
        file.size("attention.value_length", attention.headSize());
        file.size("rope.dimension_count", attention.headSize());
        file.number("rope.freq_base", attention.ropeBase());
        file.number("attention.layer_norm_rms_epsilon", 1e-6);
        file.size("vocab_size", shape.vocabulary().size());
        file.vocabulary(
                shape.architecture().equals("llama") ? "llama-bpe" : "qwen2",
                shape.vocabulary().size());

        boolean tied = shape.vocabulary().tied();
        file.matrix("token_embd.weight", shape.hidden(), shape.vocabulary().size(), tied);
        for (int layer = 0; layer < shape.layers(); layer++) {
            layer(shape, file, layer);
        }
        file.norm("output_norm.weight", shape.hidden());
        if (!tied) {
            file.matrix("output.weight", shape.hidden(), shape.vocabulary().size(), true);
        }
    }

    private static void layer(ModelShape shape, ModelFile file, int layer) {
        String name = "blk." + layer + ".";
        boolean important = isImportant(layer, shape.layers());
        int hidden = shape.hidden();
        int headSize = shape.attention().headSize();
        int queries = shape.attention().heads() * headSize;
        int keys = shape.attention().keyValueHeads() * headSize;
        file.norm(name + "attn_norm.weight", hidden);
        file.norm(name + "ffn_norm.weight", hidden);
        file.matrix(name + "attn_q.weight", hidden, queries, false);
        file.matrix(name + "attn_k.weight", hidden, keys, false);
        file.matrix(name + "attn_v.weight", hidden, keys, important);
        file.matrix(name + "attn_output.weight", queries, hidden, false);
        if (shape.architecture().equals("qwen2")) {
            file.bias(name + "attn_q.bias", queries);
            file.bias(name + "attn_k.bias", keys);
            file.bias(name + "attn_v.bias", keys);
        }
        if (shape.architecture().equals("qwen3")) {
            file.norm(name + "attn_q_norm.weight", headSize);
            file.norm(name + "attn_k_norm.weight", headSize);
        }
        file.matrix(name + "ffn_gate.weight", hidden, shape.feedForward(), false);
        file.matrix(name + "ffn_up.weight", hidden, shape.feedForward(), false);
        file.matrix(name + "ffn_down.weight", shape.feedForward(), hidden, important);
    }

    /** The first and last eighth of the layers and every third between (llama.cpp's Q4_K_M). */
    static boolean isImportant(int layer, int layers) {
        return layer < layers / 8 || layer >= 7 * layers / 8 || layer % 3 == 2;
    }
}
