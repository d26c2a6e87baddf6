package org.ponder.engine.trainer.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.gguf.GgufWriter;
import org.ponder.engine.gguf.TensorData;
import org.ponder.engine.tensor.Dequantizer;

/** Pebble as a GGUF file: matrices in Q8_0, tokenizer, R1's template, licence and card. */
public final class PebbleFile {
    /** R1's own, without its system prompt: thoughts of earlier turns are dropped. */
    public static final String TEMPLATE =
            "{% for message in messages %}{% if message['role'] == 'user' %}{{ '<｜User｜>' +"
                    + " message['content'] }}{% elif message['role'] == 'assistant' %}{{"
                    + " '<｜Assistant｜>' + message['content'].split('</think>')[-1] +"
                    + " '<｜end▁of▁sentence｜>' }}{% endif %}{% endfor %}{% if"
                    + " add_generation_prompt %}{{ '<｜Assistant｜><think>' }}{% endif %}";

    private static final int BLOCK = 32;

    private PebbleFile() {}

    /**
     * Writes a model that the engine runs.
     *
     * @param quantized whether matrices are Q8_0; else F32
     * @param card facts for the metadata, under {@code general.}
     */
    public static void write(
            ModelWeights weights, boolean quantized, Map<String, String> card, Path file)
            throws IOException {
        ModelShape shape = weights.shape();
        GgufWriter writer = new GgufWriter();
        writer.text("general.architecture", "qwen2");
        writer.text("general.license", "Apache-2.0");
        writer.text("general.author", "Ponder");
        card.forEach((key, value) -> writer.text("general." + key, value));
        writer.integer("general.file_type", quantized ? 7 : 0);
        writer.integer("general.quantization_version", 2);
        writer.integer("qwen2.context_length", shape.context());
        writer.integer("qwen2.embedding_length", shape.width());
        writer.integer("qwen2.block_count", shape.layers());
        writer.integer("qwen2.feed_forward_length", shape.feedForward());
        writer.integer("qwen2.attention.head_count", shape.heads());
        writer.integer("qwen2.attention.head_count_kv", shape.heads());
        writer.number("qwen2.rope.freq_base", ModelShape.ROPE_BASE);
        writer.number("qwen2.attention.layer_norm_rms_epsilon", ModelShape.NORM_EPSILON);
        writer.integer("qwen2.vocab_size", Vocabulary.SIZE);
        tokenizer(writer);
        Target target = new Target(writer, quantized);
        int width = shape.width();
        for (ModelShape.Parameter parameter : shape.parameters()) {
            String name = parameter.name();
            float[] values = weights.of(name);
            if (name.contains("attn_qkv")) {
                for (int i = 0; i < 3; i++) {
                    String part = name.replace("qkv", List.of("q", "k", "v").get(i));
                    int rows = parameter.matrix() ? width : 0;
                    target.add(part, rows, width, slice(values, i, 3));
                }
            } else if (name.contains("ffn_gate_up")) {
                for (int i = 0; i < 2; i++) {
                    String part = name.replace("gate_up", List.of("gate", "up").get(i));
                    target.add(part, shape.feedForward(), width, slice(values, i, 2));
                }
            } else {
                target.add(name, parameter.rows(), parameter.columns(), values);
            }
        }
        WholeFile.write(file, writer::write);
    }

    private static void tokenizer(GgufWriter writer) {
        writer.text("tokenizer.ggml.model", "gpt2");
        writer.text("tokenizer.ggml.pre", "gpt-2");
        writer.texts("tokenizer.ggml.tokens", Vocabulary.tokens());
        writer.integers("tokenizer.ggml.token_type", Vocabulary.types());
        writer.texts("tokenizer.ggml.merges", List.of(Vocabulary.merge()));
        writer.integer("tokenizer.ggml.bos_token_id", Vocabulary.BEGIN);
        writer.integer("tokenizer.ggml.eos_token_id", Vocabulary.END);
        writer.integer("tokenizer.ggml.padding_token_id", Vocabulary.PAD);
        writer.flag("tokenizer.ggml.add_bos_token", false);
        writer.text("tokenizer.chat_template", TEMPLATE);
    }

    private static float[] slice(float[] values, int index, int of) {
        int size = values.length / of;
        return Arrays.copyOfRange(values, index * size, (index + 1) * size);
    }

    private record Target(GgufWriter writer, boolean quantized) {
        void add(String name, int rows, int columns, float[] values) {
            if (rows == 0) {
                writer.tensor(name, GgmlType.F32, List.of((long) columns), TensorData.of(values));
            } else {
                writer.tensor(
                        name,
                        quantized ? GgmlType.Q8_0 : GgmlType.F32,
                        List.of((long) columns, (long) rows),
                        quantized
                                ? (offset, bytes) -> quantize(values, offset, bytes)
                                : TensorData.of(values));
            }
        }
    }

    /** Q8_0: for each 32 values a half-float scale and 32 signed bytes. */
    private static void quantize(float[] values, long offset, ByteBuffer target) {
        int at = Math.toIntExact(offset / (BLOCK + 2) * BLOCK);
        while (target.hasRemaining()) {
            float largest = 0;
            for (int i = 0; i < BLOCK; i++) {
                largest = Math.max(largest, Math.abs(values[at + i]));
            }
            float scale = largest / 127;
            target.putShort(Float.floatToFloat16(scale));
            for (int i = 0; i < BLOCK; i++) {
                target.put((byte) (scale == 0 ? 0 : Math.round(values[at + i] / scale)));
            }
            at += BLOCK;
        }
    }

    /**
     * Reads the weights of such a file, to go on from them.
     *
     * @throws IOException if the file is not one of this vocabulary and shape
     */
    public static ModelWeights read(Path file, int context) throws IOException {
        try (GgufFile gguf = GgufFile.open(file)) {
            ModelShape shape =
                    new ModelShape(
                            size(gguf, "block_count"),
                            size(gguf, "embedding_length"),
                            size(gguf, "attention.head_count"),
                            size(gguf, "feed_forward_length"),
                            context);
            ModelWeights weights = new ModelWeights(shape);
            for (ModelShape.Parameter parameter : shape.parameters()) {
                String name = parameter.name();
                float[] target = weights.of(name);
                List<String> parts =
                        name.contains("qkv")
                                ? List.of("q", "k", "v").stream()
                                        .map(p -> name.replace("qkv", p))
                                        .toList()
                                : name.contains("gate_up")
                                        ? List.of(
                                                name.replace("gate_up", "gate"),
                                                name.replace("gate_up", "up"))
                                        : List.of(name);
                int each = target.length / parts.size();
                for (int i = 0; i < parts.size(); i++) {
                    GgufTensor tensor = gguf.requireTensor(parts.get(i));
                    if (tensor.elements() != each) {
                        throw gguf.fault(
                                parts.get(i),
                                each + " values were expected, not " + tensor.elements());
                    }
                    Dequantizer.dequantize(tensor.type(), tensor.data(), 0, target, i * each, each);
                }
            }
            return weights;
        }
    }

    private static int size(GgufFile gguf, String key) throws IOException {
        return Math.toIntExact(gguf.metadata().requireInteger("qwen2." + key));
    }
}
