package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;

/** Conversations that are read in one batch know nothing of each other. */
class SeveralConversationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"gemma3-tiny", "phi3-window-tiny", "llama-tied", "qwen2-yarn"})
    void aBatchOfConversationsReadsWhatEachReadsAlone(String name) throws IOException {
        compare(resource(name + ".gguf"));
    }

    /** Latent attention, and experts, which each conversation chooses for itself. */
    @ParameterizedTest
    @ValueSource(strings = {"deepseek2-v3-tiny", "gptoss-tiny"})
    void soDoLatentAttentionAndExperts(String name) throws IOException {
        compare(Shared.file("models/" + name + "/" + name + ".Q8_0.gguf"));
    }

    private static void compare(Path path) throws IOException {
        try (GgufFile file = GgufFile.open(path);
                Workers workers = new Workers(2);
                Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers)) {
            Random random = new Random(7);
            List<int[]> texts = new ArrayList<>();
            List<KvCache> caches = new ArrayList<>();
            for (int c = 0; c < 5; c++) {
                int[] text = random.ints(9 + 2 * c, 0, model.config().vocabulary()).toArray();
                texts.add(text);
                caches.add(model.newCache(64));
                model.forward(text, 0, 1 + 2 * c, caches.get(c)); // prompts of different lengths
            }
            for (int step = 0; step < 8; step++) {
                int[] next = new int[5];
                for (int c = 0; c < 5; c++) {
                    next[c] = texts.get(c)[1 + 2 * c + step];
                }
                List<float[]> together = model.forwardEach(next, caches);
                for (int c = 0; c < 5; c++) {
                    int read = 2 + 2 * c + step;
                    float[] alone = model.forward(texts.get(c), 0, read, model.newCache(64));
                    assertArrayEquals(alone, together.get(c), 1e-4f, path + " conversation " + c);
                }
            }
        }
    }

    @Test
    void oneConversationCannotReadTwoTokensAtOnce() throws IOException {
        try (GgufFile file = GgufFile.open(resource("llama-tied.gguf"));
                Workers workers = new Workers(1);
                Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers)) {
            KvCache cache = model.newCache(8);
            int[] ids = {1, 2};
            assertThrows(
                    IllegalArgumentException.class,
                    () -> model.forwardEach(ids, List.of(cache, cache)));
            assertEquals(0, cache.length());
        }
    }

    private static Path resource(String name) {
        return Path.of(
                URI.create(
                        String.valueOf(
                                Objects.requireNonNull(
                                        SeveralConversationsTest.class.getResource(
                                                "/models/small/" + name)))));
    }
}
