package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every task runs once, whatever the number of threads, and its failure reaches the caller. */
class WorkersTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyTaskRunsExactlyOnceInEveryRun(int threads) {
        try (Workers workers = new Workers(threads)) {
            assertEquals(threads, workers.threads());
            for (int run = 0; run < 2_000; run++) {
                int tasks = run % 70;
                AtomicIntegerArray seen = new AtomicIntegerArray(tasks);
                workers.run(tasks, seen::incrementAndGet);
                for (int i = 0; i < tasks; i++) {
                    assertEquals(1, seen.get(i));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aFailureReachesTheCallerAndTheWorkersGoOn(int threads) {
        try (Workers workers = new Workers(threads)) {
            IllegalStateException thrown =
                    assertThrows(
                            IllegalStateException.class,
                            () ->
                                    workers.run(
                                            16,
                                            task -> {
                                                if (task == 11) {
                                                    throw new IllegalStateException("task 11");
                                                }
                                            }));
            assertEquals("task 11", thrown.getMessage());
            AtomicIntegerArray seen = new AtomicIntegerArray(16);
            workers.run(16, seen::incrementAndGet);
            assertEquals(1, seen.get(15));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_000})
    void anImpossibleThreadCountIsRefusedInOneSentence(int threads) {
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> new Workers(threads));
        assertTrue(String.valueOf(refused.getMessage()).contains(Integer.toString(threads)));
    }

    @Test
    void closedWorkersRefuseToRun() {
        Workers workers = new Workers(2);
        workers.close();
        assertThrows(IllegalStateException.class, () -> workers.run(4, task -> {}));
    }
}
