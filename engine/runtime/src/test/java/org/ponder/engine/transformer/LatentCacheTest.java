package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tensor.Workers;

/**
 * The cache of latent attention is as small as the paper says (DeepSeek-V2, section 2.1.4: one
 * compressed vector and one rotated key for each token and layer), in both layouts of the file.
 */
class LatentCacheTest {
    private static final int TOKENS = 2000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deepseek2-v3-tiny/deepseek2-v3-tiny.F16.gguf",
                "deepseek2-v3-tiny/deepseek2-v3-tiny.oldmla.F16.gguf",
                "deepseek2-v3-tiny/deepseek2-v3-tiny.legacy-nogroups.Q8_0.gguf",
                "deepseek2-v2lite-tiny/deepseek2-v2lite-tiny.Q8_0.gguf"
            })
    void theCacheHoldsWhatThePaperSays(String name) throws IOException {
        try (GgufFile file = GgufFile.open(Shared.file("models/" + name));
                Workers workers = new Workers(2);
                Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers)) {
            Keys keys = Keys.of(file.metadata());
            long rank = keys.size("attention.kv_lora_rank");
            long rotated = keys.size("rope.dimension_count");
            long layers = model.config().layers();
            long paper = (rank + rotated) * layers;
            long values = model.cacheBytesPerToken(KvType.F32) / paper;
            assertTrue(values >= 1 && values <= 4, "bytes of a value: " + values);
            assertEquals(
                    0, model.cacheBytesPerToken(KvType.F32) % paper, "whole values of the paper's");

            int capacity = Math.min(TOKENS, model.config().contextLength());
            KvCache cache = model.newCache(capacity);
            int[] ids = new int[capacity];
            for (int i = 0; i < capacity; i++) {
                ids[i] = 300 + i % 100;
            }
            model.forward(ids, 0, capacity, cache);
            double expected = (double) (paper * values * capacity);
            assertEquals(expected, (double) cache.bytes(), 0.05 * expected);

            // Keys and values of all heads, as attention without compression would keep them.
            LatentConfig latent = LatentConfig.of(keys);
            long heads = model.config().attention().heads();
            long plain = heads * (latent.key() + latent.value()) * layers;
            assertTrue(paper < plain, paper + " values of a token against " + plain);
        }
    }
}
