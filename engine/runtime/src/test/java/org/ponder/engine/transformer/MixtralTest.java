package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.gguf.GgufFile;

/**
 * Files of Llama with experts, as Mixtral's are: a softmax over all experts, of which the best
 * ones' weights are divided by their sum (Jiang et al. 2024).
 */
class MixtralTest {
    private static final int WIDTH = 8;
    private static final int INNER = 16;
    private static final int COUNT = 4;
    private static final int USED = 2;
    private static final int VOCABULARY = 5;

    @TempDir private Path folder;

    /** Attention adds nothing, so that the last token's logits are those of the token alone. */
    private final TinyModel model =
            new TinyModel("llama")
                    .f32("blk.0.ffn_gate_inp.weight", WIDTH, COUNT)
                    .f32("blk.0.ffn_gate_exps.weight", WIDTH, INNER, COUNT)
                    .f32("blk.0.ffn_up_exps.weight", WIDTH, INNER, COUNT)
                    .f32("blk.0.ffn_down_exps.weight", INNER, WIDTH, COUNT);

    MixtralTest() {
        model.keys.put("expert_count", COUNT);
        model.keys.put("expert_used_count", USED);
        for (String dense : List.of("gate", "up", "down")) {
            model.tensors.remove("blk.0.ffn_" + dense + ".weight");
        }
        model.tensors.forEach((name, tensor) -> {
            int size =
                    tensor.shape().stream()
                            .mapToInt(Math::toIntExact)
                            .reduce(1, Math::multiplyExact);
            Random random = new Random(name.hashCode());
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) random.nextGaussian();
            }
            model.values.put(name, values);
        });
        Arrays.fill(values("blk.0.attn_output"), 0);
    }

    @Test
    void theBestExpertsAreAddedByWeightsThatSumToOne() throws IOException {
        assertArrayEquals(expected(), model.logits(folder), 1e-4f);
    }

    @Test
    void theFilesScaleMultipliesTheWeights() throws IOException {
        float[] plain = model.logits(folder);
        float[] downs = values("blk.0.ffn_down_exps");
        model.keys.put("expert_weights_scale", 4f);
        for (int i = 0; i < downs.length; i++) {
            downs[i] /= 4;
        }
        assertArrayEquals(plain, model.logits(folder), 1e-5f);
    }

    @Test
    void oldFilesHaveATensorForEachExpert() throws IOException {
        float[] together = model.logits(folder);
        WeightBytes bytes = bytes();
        for (String part : List.of("gate", "up", "down")) {
            float[] all = values("blk.0.ffn_" + part + "_exps");
            model.tensors.remove("blk.0.ffn_" + part + "_exps.weight");
            int columns = part.equals("down") ? INNER : WIDTH;
            for (int e = 0; e < COUNT; e++) {
                String name = "blk.0.ffn_" + part + "." + e + ".weight";
                model.f32(name, columns, WIDTH * INNER / columns);
                model.values.put(name, expert(all, e));
            }
        }
        assertArrayEquals(together, model.logits(folder));
        assertEquals(bytes, bytes());
        assertEquals(bytes.experts(), 2 * bytes.expertsUsed());
    }

    private WeightBytes bytes() throws IOException {
        try (GgufFile file = GgufFile.open(model.write(folder))) {
            return WeightBytes.of(file);
        }
    }

    private float[] values(String name) {
        return Objects.requireNonNull(model.values.get(name + ".weight"));
    }

    private static float[] expert(float[] all, int expert) {
        return Arrays.copyOfRange(all, expert * WIDTH * INNER, (expert + 1) * WIDTH * INNER);
    }

    /** The paper's sum for token 3, in double precision. */
    private double[] stream() {
        float[] embeddings = values("token_embd");
        double[] stream =
                IntStream.range(0, WIDTH).mapToDouble(i -> embeddings[3 * WIDTH + i]).toArray();
        double[] in = normed(stream, "blk.0.ffn_norm");
        double[] odds = product(values("blk.0.ffn_gate_inp"), in);
        Integer[] best = IntStream.range(0, COUNT).boxed().toArray(Integer[]::new);
        Arrays.sort(best, (a, b) -> Double.compare(odds[b], odds[a]));
        double sum = 0;
        for (int i = 0; i < USED; i++) {
            sum += Math.exp(odds[best[i]]);
        }
        for (int i = 0; i < USED; i++) {
            double[] gate = product(expert(values("blk.0.ffn_gate_exps"), best[i]), in);
            double[] up = product(expert(values("blk.0.ffn_up_exps"), best[i]), in);
            for (int j = 0; j < INNER; j++) {
                gate[j] *= up[j] / (1 + Math.exp(-gate[j]));
            }
            double[] out = product(expert(values("blk.0.ffn_down_exps"), best[i]), gate);
            for (int j = 0; j < WIDTH; j++) {
                stream[j] += out[j] * Math.exp(odds[best[i]]) / sum;
            }
        }
        return stream;
    }

    private float[] expected() {
        double[] logits = product(values("token_embd"), normed(stream(), "output_norm"));
        float[] floats = new float[VOCABULARY];
        for (int i = 0; i < VOCABULARY; i++) {
            floats[i] = (float) logits[i];
        }
        return floats;
    }

    private double[] normed(double[] x, String norm) {
        double squares = Arrays.stream(x).map(value -> value * value).average().orElseThrow();
        double factor = 1 / Math.sqrt(squares + 1e-5);
        return IntStream.range(0, x.length)
                .mapToDouble(i -> x[i] * factor * values(norm)[i])
                .toArray();
    }

    /** [rows][columns] times [columns]. */
    private static double[] product(float[] matrix, double[] x) {
        double[] out = new double[matrix.length / x.length];
        for (int i = 0; i < matrix.length; i++) {
            out[i / x.length] += matrix[i] * x[i % x.length];
        }
        return out;
    }
}
