package org.ponder.engine.chat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufWriter;
import org.ponder.engine.gguf.TensorData;

/**
 * A model that follows each token with the one that the test says, whatever came before: token and
 * embedding are one number of a vector, and the layer adds nothing.
 */
final class ScriptedModel {
    private static final int FEED_FORWARD = 8;

    private final GgufWriter writer = new GgufWriter().text("general.architecture", "llama");
    private final Map<Integer, Integer> next = new TreeMap<>();
    private final int tokens;

    ScriptedModel(String tokenizer, List<String> tokens) {
        this.tokens = tokens.size();
        writer.text("tokenizer.ggml.model", tokenizer);
        writer.texts("tokenizer.ggml.tokens", tokens);
        writer.texts("tokenizer.ggml.merges", List.of());
        writer.numbers("tokenizer.ggml.scores", tokens.stream().map(token -> 0).toList());
    }

    /** Says what each token is for, as GGUF numbers it. */
    ScriptedModel types(List<Integer> types) {
        writer.integers("tokenizer.ggml.token_type", types);
        return this;
    }

    /** Says that each of these tokens is followed by the next. */
    ScriptedModel follow(int... ids) {
        for (int i = 1; i < ids.length; i++) {
            next.put(ids[i - 1], ids[i]);
        }
        return this;
    }

    /** Says which token ends a text. */
    ScriptedModel end(int id) {
        writer.integer("tokenizer.ggml.eos_token_id", id);
        return this;
    }

    LanguageModel load(Path folder, String template) throws IOException {
        return load(folder, LoadOptions.defaults().withTemplate(template));
    }

    LanguageModel load(Path folder, LoadOptions options) throws IOException {
        int width = (tokens + 7) / 8 * 8;
        integer("context_length", 512);
        integer("embedding_length", width);
        integer("block_count", 1);
        integer("feed_forward_length", FEED_FORWARD);
        integer("attention.head_count", 2);
        integer("vocab_size", tokens);
        writer.number("llama.attention.layer_norm_rms_epsilon", 1e-5);
        float[] ones = new float[width];
        Arrays.fill(ones, 1);
        for (String norm : List.of("output_norm", "blk.0.attn_norm", "blk.0.ffn_norm")) {
            tensor(norm, ones, width);
        }
        for (String part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
            tensor("blk.0." + part, new float[width * width], width, width);
        }
        float[] nothing = new float[width * FEED_FORWARD];
        tensor("blk.0.ffn_gate", nothing, width, FEED_FORWARD);
        tensor("blk.0.ffn_up", nothing, width, FEED_FORWARD);
        tensor("blk.0.ffn_down", nothing, FEED_FORWARD, width);
        float[] embeddings = new float[width * tokens];
        float[] output = new float[width * tokens];
        for (int id = 0; id < tokens; id++) {
            embeddings[id * width + id] = 1;
        }
        next.forEach((id, following) -> output[following * width + id] = 1);
        tensor("token_embd", embeddings, width, tokens);
        tensor("output", output, width, tokens);
        Path file = folder.resolve("scripted.gguf");
        writer.write(file);
        return LanguageModel.load(file, options);
    }

    private void integer(String key, int value) {
        writer.integer("llama." + key, value);
    }

    private void tensor(String name, float[] values, long... shape) {
        writer.tensor(
                name + ".weight",
                GgmlType.F32,
                Arrays.stream(shape).boxed().toList(),
                TensorData.of(values));
    }
}
