package org.ponder.engine.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufWriter;

/** Writes a model of one layer and random weights, sound or with a fault of the test's choice. */
final class TinyModel {
    /** A tensor's type and shape, columns first. */
    record Tensor(GgmlType type, List<Long> shape) {}

    final Map<String, Tensor> tensors = new LinkedHashMap<>();
    final Map<String, Object> keys = new LinkedHashMap<>();
    private final String architecture;

    TinyModel(String architecture) {
        this.architecture = architecture;
        keys.put("context_length", 64);
        keys.put("embedding_length", 8);
        keys.put("block_count", 1);
        keys.put("feed_forward_length", 16);
        keys.put("attention.head_count", 2);
        keys.put("vocab_size", 5);
        keys.put("rope.freq_base", 10000f);
        f32("token_embd.weight", 8, 5);
        f32("output_norm.weight", 8);
        f32("blk.0.attn_norm.weight", 8);
        f32("blk.0.attn_q.weight", 8, 8);
        f32("blk.0.attn_k.weight", 8, 8);
        f32("blk.0.attn_v.weight", 8, 8);
        f32("blk.0.attn_output.weight", 8, 8);
        f32("blk.0.ffn_norm.weight", 8);
        f32("blk.0.ffn_gate.weight", 8, 16);
        f32("blk.0.ffn_up.weight", 8, 16);
        f32("blk.0.ffn_down.weight", 16, 8);
    }

    TinyModel f32(String name, long... shape) {
        tensors.put(name, new Tensor(GgmlType.F32, Arrays.stream(shape).boxed().toList()));
        return this;
    }

    Path write(Path folder) throws IOException {
        GgufWriter writer = new GgufWriter().text("general.architecture", architecture);
        keys.forEach((key, value) -> {
            String full = architecture + "." + key;
            if (value instanceof Integer number) {
                writer.integer(full, number);
            } else if (value instanceof Float number) {
                writer.number(full, number);
            } else {
                writer.text(full, value.toString());
            }
        });
        Random random = new Random(1);
        tensors.forEach((name, tensor) ->
                writer.tensor(
                        name,
                        tensor.type(),
                        tensor.shape(),
                        (offset, chunk) -> {
                            while (chunk.remaining() >= Float.BYTES) {
                                chunk.putFloat((float) random.nextGaussian());
                            }
                            while (chunk.hasRemaining()) {
                                chunk.put((byte) 0);
                            }
                        }));
        Path file = folder.resolve("tiny.gguf");
        writer.write(file);
        return file;
    }
}
