package org.ponder.engine.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.benchmarks.ModelShape.Attention;
import org.ponder.engine.benchmarks.ModelShape.Vocabulary;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.tensor.Dequantizer;

/** A synthetic model has the shape asked for, and weights like trained ones. */
class SyntheticModelTest {
    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(QuantizationMix.class)
    void weightsHaveTheDeviationOfTrainedOnes(QuantizationMix mix) throws IOException {
        try (GgufFile file = written("qwen2", mix)) {
            for (GgufTensor tensor : file.tensors().values()) {
                if (tensor.shape().size() > 1) {
                    assertEquals(0.02, deviation(tensor), 0.008, tensor.name());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen2", "qwen3", "deepseek2"})
    void theFileTellsItsShape(String architecture) throws IOException {
        try (GgufFile file = written(architecture, QuantizationMix.Q4_K_M)) {
            assertEquals(architecture, file.metadata().requireString("general.architecture"));
            assertEquals(2, file.metadata().requireInteger(architecture + ".block_count"));
            List<String> tokens = file.metadata().strings("tokenizer.ggml.tokens");
            assertEquals(300, tokens.size());
            assertEquals(300, tokens.stream().distinct().count());
            assertEquals(List.of(256L, 300L), file.requireTensor("token_embd.weight").shape());
            assertEquals(GgmlType.Q6_K, file.requireTensor("output.weight").type());
            assertTrue(
                    file.tensors().values().stream().allMatch(t -> Dequantizer.supports(t.type())));
        }
    }

    @Test
    void theSameModelIsTheSameFile() throws IOException {
        written("llama", QuantizationMix.Q8_0).close();
        byte[] first = Files.readAllBytes(folder.resolve("model.gguf"));
        written("llama", QuantizationMix.Q8_0).close();
        assertEquals(-1, Arrays.mismatch(first, Files.readAllBytes(folder.resolve("model.gguf"))));
    }

    private GgufFile written(String architecture, QuantizationMix mix) throws IOException {
        ModelShape shape =
                new ModelShape(
                        architecture,
                        2,
                        256,
                        new Attention(4, 2, 64, 1e4),
                        512,
                        new Vocabulary(300, false));
        Path path = folder.resolve("model.gguf");
        SyntheticModel.write(shape, mix, "test", path);
        return GgufFile.open(path);
    }

    private static double deviation(GgufTensor tensor) {
        int count = Math.toIntExact(tensor.elements());
        float[] weights = new float[count];
        Dequantizer.dequantize(tensor.type(), tensor.data(), 0, weights, 0, count);
        double squares = 0;
        for (float weight : weights) {
            squares += weight * weight;
        }
        return Math.sqrt(squares / count);
    }
}
