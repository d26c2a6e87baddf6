package org.ponder.engine.transformer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufWriter;
import org.ponder.engine.gguf.MetadataArray;
import org.ponder.engine.gguf.ValueType;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;

/**
 * Writes a model of one layer and random weights, for each tensor always the same, sound or with a
 * fault of the test's choice.
 */
final class TinyModel {
    /** A tensor's type and shape, columns first. */
    record Tensor(GgmlType type, List<Long> shape) {}

    final Map<String, Tensor> tensors = new LinkedHashMap<>();
    final Map<String, Object> keys = new LinkedHashMap<>();

    /** The values of tensors of floats that shall not be random. */
    final Map<String, float[]> values = new HashMap<>();

    private final String architecture;

    TinyModel(String architecture) {
        this.architecture = architecture;
        keys.put("context_length", 64);
        keys.put("embedding_length", 8);
        keys.put("block_count", 1);
        keys.put("feed_forward_length", 16);
        keys.put("attention.head_count", 2);
        keys.put("vocab_size", 5);
        keys.put("attention.layer_norm_rms_epsilon", 1e-5f);
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

    /** A tensor of such values. */
    TinyModel f32(String name, float[] of) {
        values.put(name, of);
        return f32(name, of.length);
    }

    Path write(Path folder) throws IOException {
        GgufWriter writer = new GgufWriter().text("general.architecture", architecture);
        keys.forEach((key, value) -> {
            String full = architecture + "." + key;
            if (value instanceof Integer number) {
                writer.integer(full, number);
            } else if (value instanceof Float number) {
                writer.number(full, number);
            } else if (value instanceof List<?> flags) {
                writer.put(full, ValueType.ARRAY, new MetadataArray(ValueType.BOOL, flags));
            } else {
                writer.text(full, value.toString());
            }
        });
        tensors.forEach((name, tensor) -> {
            float[] given = values.get(name);
            Random random = new Random(name.hashCode());
            writer.tensor(
                    name,
                    tensor.type(),
                    tensor.shape(),
                    (offset, chunk) -> {
                        int at = (int) (offset / Float.BYTES);
                        while (chunk.remaining() >= Float.BYTES) {
                            chunk.putFloat(
                                    given == null ? (float) random.nextGaussian() : given[at++]);
                        }
                        while (chunk.hasRemaining()) {
                            chunk.put((byte) 0);
                        }
                    });
        });
        Path file = folder.resolve("tiny.gguf");
        writer.write(file);
        return file;
    }

    /** The logits behind three tokens, by the plain kernels. */
    float[] logits(Path folder) throws IOException {
        try (GgufFile file = GgufFile.open(write(folder));
                Workers workers = new Workers(1);
                Transformer loaded = Transformer.load(file, Kernels.scalar(), workers)) {
            return loaded.forward(new int[] {1, 2, 3}, 0, 3, loaded.newCache(3));
        }
    }
}
