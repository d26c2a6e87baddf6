package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be trained is said in one sentence before anything is begun. */
final class ConfigurationTest {
    private static final Configuration FULL = Configuration.full();

    @Test
    void memoryIsAskedForFirst() {
        IOException failure =
                assertThrows(
                        IOException.class, () -> FULL.requireMemory(FULL.shape(), 1, 64L << 20));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("64 MiB"),
                String.valueOf(failure.getMessage()));
    }

    @Test
    void eachThreadWantsMemoryOfItsOwn() {
        long one = FULL.neededBytes(FULL.shape(), 1);
        long two = FULL.neededBytes(FULL.shape(), 2);
        assertTrue(two > 1.8 * one, one + " " + two);
        // A step has no more batches than a few, so that more threads have nothing to do.
        assertTrue(FULL.neededBytes(FULL.shape(), 64) < 8 * one);
    }

    @Test
    void mistakesOnTheCommandLineAreToldInOneSentence() {
        for (List<String> args :
                List.of(
                        List.<String>of(),
                        List.of("train", "--size", "huge"),
                        List.of("train", "--seed", "x"),
                        List.of("train", "--steps", "-1"),
                        List.of("train", "--stpes", "5"),
                        List.of("train", "fast"),
                        List.of("evaluate"),
                        List.of("evaluate", "one.gguf", "two.gguf"),
                        List.of("lessons", "--tokens", "10"),
                        List.of("import", "no-such-folder"),
                        List.of("train", "--folder"))) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            PrintStream printed = new PrintStream(err, true, StandardCharsets.UTF_8);
            assertEquals(2, Main.run(args, new Stopping(), printed, printed), args.toString());
            assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
        }
    }

    @Test
    void theRateRisesStaysAndFallsToNothing() {
        Schedule schedule = new Schedule(100, 1, 10, 0.3);
        assertEquals(0.1, schedule.rate(0), 1e-9);
        assertEquals(1, schedule.rate(50), 1e-9);
        assertEquals(0.5, schedule.rate(85), 1e-9);
        assertTrue(schedule.rate(99) < 0.05);
    }
}
