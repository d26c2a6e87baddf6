package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;

/** Experts that come and go within a limit of memory compute what they do where all are there. */
class ExpertMemoryTest {
    private static final int[] IDS = {5, 9, 301, 17, 44, 260, 3, 77, 410, 12, 88, 131};

    @ParameterizedTest
    @CsvSource({
        "deepseek2-v3-tiny, Q4_K_M",
        "deepseek2-v3-tiny, oldmla.F16",
        "deepseek2-v2lite-tiny, Q8_0",
        "qwen3moe-tiny, Q4_K_M",
        "gptoss-tiny, MXFP4_MOE"
    })
    void theLimitChangesNothingButMemory(String model, String type) throws IOException {
        for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.best(notice -> {})}) {
            try (GgufFile file =
                            GgufFile.open(
                                    Shared.file(
                                            "models/%s/%s.%s.gguf".formatted(model, model, type)));
                    Workers workers = new Workers(2);
                    Transformer whole = Transformer.load(file, kernels, workers);
                    Transformer limited =
                            Transformer.load(file, kernels, workers, limit(file), share -> {})) {
                WeightBytes weights = WeightBytes.of(file);
                assertTrue(whole.expertUse().isEmpty());
                KvCache a = whole.newCache(IDS.length);
                KvCache b = limited.newCache(IDS.length);
                assertSame(whole.forward(IDS, 0, 6, a), limited.forward(IDS, 0, 6, b));
                for (int i = 6; i < IDS.length; i++) {
                    assertSame(whole.forward(IDS, i, i + 1, a), limited.forward(IDS, i, i + 1, b));
                }
                ExpertUse use = limited.expertUse().orElseThrow();
                assertEquals(weights.experts() / 4 * 3, use.limit());
                assertTrue(use.read() > 0 && use.bytesRead() > 0, use.toString());
            }
        }
    }

    /** Enough for two layers, too little for all. */
    private static long limit(GgufFile file) {
        WeightBytes weights = WeightBytes.of(file);
        return weights.always() + weights.experts() / 4 * 3;
    }

    /** Java sums the lanes of a vector in another order once it has compiled the code. */
    private static void assertSame(float[] expected, float[] actual) {
        assertArrayEquals(expected, actual, 1e-4f);
    }

    @Test
    void aLimitThatHoldsNoTokensExpertsIsRefused() throws IOException {
        try (GgufFile file =
                        GgufFile.open(Shared.file("models/qwen3moe-tiny/qwen3moe-tiny.Q8_0.gguf"));
                Workers workers = new Workers(1)) {
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    Transformer.load(
                                            file, Kernels.scalar(), workers, 1000, share -> {}));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("raise it by"), message);
            assertFalse(message.contains("-"), message); // no negative number of kB
        }
    }

    @Test
    void weightsAreToldApartByWhoNeedsThem() throws IOException {
        try (GgufFile file =
                GgufFile.open(Shared.file("models/qwen3moe-tiny/qwen3moe-tiny.Q8_0.gguf"))) {
            ExpertConfig config = ModelConfig.of(file.metadata()).experts();
            WeightBytes weights = WeightBytes.of(file);
            assertEquals(weights.experts() / config.count() * config.used(), weights.expertsUsed());
            long all = file.tensors().values().stream().mapToLong(t -> t.data().byteSize()).sum();
            long embedding = file.requireTensor("token_embd.weight").data().byteSize();
            boolean tied = file.tensor("output.weight").isEmpty();
            assertEquals(all - (tied ? 0 : embedding), weights.always() + weights.experts());
        }
    }
}
