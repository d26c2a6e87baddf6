package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tensor.Workers;

/** However tokens are handed to the transformer, the same logits come out. */
class ForwardPassTest {
    private static final String MODEL = "models/qwen2-r1distill-tiny/";
    private static final float CLOSE = 1e-4f;

    private GgufFile file;
    private Workers workers;
    private Transformer model;
    private int[] ids;

    @BeforeEach
    void load() throws IOException {
        file = GgufFile.open(Shared.file(MODEL + "qwen2-r1distill-tiny.Q4_K_M.gguf"));
        workers = new Workers(2);
        model = Transformer.load(file, Kernels.best(notice -> {}), workers);
        ids = Golden.ids(Golden.json(Shared.file(MODEL + "golden/prompts.json")).get(3));
    }

    @AfterEach
    void close() {
        model.close();
        workers.close();
        file.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64, 129})
    void batchesOfAnySizeGiveTheSameLogits(int size) {
        float[] whole = logits(ids);
        KvCache cache = model.newCache(ids.length);
        float[] logits = {};
        for (int from = 0; from < ids.length; from += size) {
            logits = model.forward(ids, from, Math.min(ids.length, from + size), cache);
        }
        assertArrayEquals(whole, logits, CLOSE);
        assertEquals(ids.length, cache.length());
    }

    @Test
    void aTruncatedCacheIsAsIfNothingHadFollowed() {
        float[] fresh = logits(Arrays.copyOf(ids, 40));
        KvCache cache = model.newCache(ids.length);
        model.forward(ids, 0, ids.length, cache);
        cache.truncate(33);
        assertArrayEquals(fresh, model.forward(ids, 33, 40, cache), CLOSE);
        assertThrows(IllegalArgumentException.class, () -> cache.truncate(41));
        assertThrows(IllegalArgumentException.class, () -> cache.truncate(-1));
    }

    @Test
    void cachesDoNotSeeEachOther() {
        KvCache one = model.newCache(64);
        KvCache other = model.newCache(64);
        model.forward(ids, 0, 20, one);
        model.forward(ids, 50, 90, other);
        float[] logits = model.forward(ids, 20, 40, one).clone();
        assertArrayEquals(logits(Arrays.copyOf(ids, 40)), logits, CLOSE);
    }

    @Test
    void logitsOfAllPositionsAreThoseOfEachPrefix() {
        int[] some = Arrays.copyOf(ids, 45);
        float[][] all = model.forwardAll(some, 0, some.length, model.newCache(some.length));
        assertEquals(some.length, all.length);
        for (int length : new int[] {1, 2, 32, 33, 45}) {
            assertArrayEquals(logits(Arrays.copyOf(ids, length)), all[length - 1], CLOSE);
        }
    }

    @Test
    void aCancelledPassLeavesTheCacheAsItWas() {
        KvCache cache = model.newCache(64);
        model.forward(ids, 0, 10, cache);
        AtomicInteger asked = new AtomicInteger();
        assertNull(model.forward(ids, 10, 20, cache, () -> asked.incrementAndGet() == 2));
        assertEquals(2, asked.get(), "asked before each layer");
        assertEquals(10, cache.length());
        float[] after = Objects.requireNonNull(model.forward(ids, 10, 20, cache, () -> false));
        assertArrayEquals(logits(Arrays.copyOf(ids, 20)), after, CLOSE);
    }

    @Test
    void whatCannotBeReadIsRefusedBeforeAnythingIs() {
        KvCache cache = model.newCache(8);
        String full = refusal(() -> model.forward(ids, 0, 9, cache));
        assertTrue(full.contains("holds 8 tokens"), full);
        String unknown = refusal(() -> model.forward(new int[] {1, 512}, 0, 2, cache));
        assertTrue(unknown.contains("no token 512"), unknown);
        refusal(() -> model.forward(new int[] {-1}, 0, 1, cache));
        refusal(() -> model.forward(ids, 3, 3, cache));
        assertEquals(0, cache.length());
    }

    @Test
    void aContextThatCannotBeHeldIsRefused() {
        String tooLong = refusal(() -> model.newCache(131_073));
        assertTrue(tooLong.contains("1 to 131072 tokens"), tooLong);
        refusal(() -> model.newCache(0));
        // 2 layers, 2 key and 2 value heads of 64 floats.
        assertEquals(2 * 2 * 2 * 64 * 4, model.cacheBytesPerToken(KvType.F32));
    }

    @Test
    void keysAndValuesInFewerBitsGiveNearlyTheSame() {
        float[] exact = logits(ids).clone();
        for (KvType type : KvType.values()) {
            KvCache cache = model.newCache(ids.length, type);
            float[] rounded = model.forward(ids, 0, ids.length, cache);
            double error = Golden.normalisedError(exact, rounded);
            switch (type) {
                case F32 -> assertArrayEquals(exact, rounded);
                case F16 -> assertTrue(error > 0 && error < 0.01, type + " is off by " + error);
                case Q8_0 -> assertTrue(error > 0 && error < 0.1, type + " is off by " + error);
            }
        }
    }

    @Test
    void memoryGrowsWithTheConversation() {
        KvCache cache = model.newCache(100_000);
        assertEquals(0, cache.bytes());
        model.forward(ids, 0, ids.length, cache);
        long used = cache.bytes();
        assertTrue(used >= ids.length * model.cacheBytesPerToken(KvType.F32));
        assertTrue(used <= 1024 * model.cacheBytesPerToken(KvType.F32), used + " bytes");
    }

    private float[] logits(int[] prompt) {
        return model.forward(prompt, 0, prompt.length, model.newCache(prompt.length));
    }

    private static String refusal(Runnable attempt) {
        return String.valueOf(
                assertThrows(IllegalArgumentException.class, attempt::run).getMessage());
    }
}
