package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Matrix;
import org.ponder.engine.tensor.Workers;

/** A model that is closed has given its weights back, and nothing reads them any more. */
class ClosedModelTest {
    private static final int[] IDS = {5, 9, 301, 17};

    private GgufFile file;
    private Workers workers;

    @BeforeEach
    void open() throws IOException {
        String name = "models/qwen2-r1distill-tiny/qwen2-r1distill-tiny.Q4_K_M.gguf";
        file = GgufFile.open(Shared.file(name));
        workers = new Workers(2);
    }

    @AfterEach
    void close() {
        workers.close();
        file.close();
    }

    @Test
    void itReadsNothingMore() throws IOException {
        Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers);
        KvCache cache = model.newCache(8);
        model.forward(IDS, 0, 2, cache);
        model.close();
        IllegalStateException refused =
                assertThrows(IllegalStateException.class, () -> model.forward(IDS, 2, 4, cache));
        assertEquals("The model is closed.", refused.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> model.forwardEach(new int[] {3}, List.of(cache)));
        assertEquals(2, cache.length());
    }

    @Test
    void closingAgainDoesNothing() throws IOException {
        Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers);
        for (int i = 0; i < 2; i++) {
            model.close();
            workers.close();
            file.close();
        }
        assertThrows(
                IllegalStateException.class, () -> model.forward(IDS, 0, 2, model.newCache(8)));
    }

    @Test
    void rearrangedWeightsAreGone() throws IOException {
        List<Matrix> matrices = new ArrayList<>();
        try (Transformer model = Transformer.load(file, watched(matrices), workers)) {
            model.forward(IDS, 0, IDS.length, model.newCache(8));
        }
        matrices.removeIf(matrix -> matrix.type() != GgmlType.Q4_K);
        assertFalse(matrices.isEmpty());
        for (Matrix matrix : matrices) {
            float[] in = new float[matrix.columns()];
            float[] out = new float[matrix.rows()];
            assertThrows(IllegalStateException.class, () -> matrix.multiply(in, 1, out, workers));
        }
    }

    @Test
    void closingWaitsForThePassThatRuns() throws Exception {
        Transformer model = Transformer.load(file, Kernels.best(notice -> {}), workers);
        KvCache cache = model.newCache(8);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CompletableFuture<float[]> read =
                CompletableFuture.supplyAsync(() ->
                        model.forward(
                                IDS,
                                0,
                                4,
                                cache,
                                () -> {
                                    begun.countDown();
                                    await(mayGoOn);
                                    return false;
                                }));
        await(begun);
        Thread closing = Thread.ofPlatform().daemon().start(model::close);
        while (closing.getState() != Thread.State.WAITING) {
            assertTrue(closing.isAlive(), "closed before the pass was over");
            Thread.sleep(1);
        }
        mayGoOn.countDown();
        assertNotNull(read.get(10, TimeUnit.SECONDS));
        assertTrue(closing.join(Duration.ofSeconds(10)));
        assertEquals(4, cache.length());
    }

    /** The best kernels. Matrices that they make are added to a list. */
    private static Kernels watched(List<Matrix> matrices) {
        Kernels best = Kernels.best(notice -> {});
        return (Kernels)
                Proxy.newProxyInstance(
                        Kernels.class.getClassLoader(),
                        new Class<?>[] {Kernels.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(best, arguments);
                            if (result instanceof Matrix matrix) {
                                matrices.add(matrix);
                            }
                            return result;
                        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
