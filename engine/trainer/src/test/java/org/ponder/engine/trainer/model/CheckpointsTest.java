package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged checkpoint costs the way back to the one before it, and nothing else. */
final class CheckpointsTest {
    private static final ModelShape TINY = new ModelShape(1, 32, 2, 32, 64);

    @TempDir Path folder;

    private static Checkpoint checkpoint(int step) {
        ModelWeights weights = ModelWeights.random(TINY, step);
        return new Checkpoint(
                step, weights, new AdamW.State(step, ModelWeights.random(TINY, 1), weights));
    }

    @Test
    void theNewestIsTakenAndTwoAreKept() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
        for (int step = 1; step <= 4; step++) {
            checkpoints.save(checkpoint(step));
        }
        Checkpoint newest = checkpoints.newest().orElseThrow();
        assertEquals(4, newest.step());
        assertArrayEquals(
                checkpoint(4).weights().of("token_embd.weight"),
                newest.weights().of("token_embd.weight"));
        assertEquals(4, newest.optimizer().steps());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aDamagedOneIsPassedOverWithANotice() throws IOException {
        List<String> notices = new ArrayList<>();
        Checkpoints checkpoints = new Checkpoints(folder, notices::add);
        checkpoints.save(checkpoint(1));
        checkpoints.save(checkpoint(2));
        Path newest = folder.resolve("step-0000002.checkpoint");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertEquals(1, checkpoints.newest().orElseThrow().step());
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().contains("damaged"), notices.getFirst());
    }

    @Test
    void aCutOneIsPassedOver() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
        checkpoints.save(checkpoint(1));
        checkpoints.save(checkpoint(2));
        Path newest = folder.resolve("step-0000002.checkpoint");
        byte[] bytes = Files.readAllBytes(newest);
        Files.write(newest, Arrays.copyOf(bytes, bytes.length - 100));
        assertEquals(1, checkpoints.newest().orElseThrow().step());
    }

    @Test
    void damagedOnesCostNoneThatIsSavedAfterThem() throws IOException {
        List<String> notices = new ArrayList<>();
        Checkpoints checkpoints = new Checkpoints(folder, notices::add);
        checkpoints.save(checkpoint(8));
        checkpoints.save(checkpoint(9));
        for (int step = 8; step <= 9; step++) {
            Files.write(folder.resolve("step-000000" + step + ".checkpoint"), new byte[50]);
        }
        assertTrue(checkpoints.newest().isEmpty());
        assertEquals(2, notices.size());
        assertTrue(notices.getLast().contains("begins anew"), notices.getLast());
        assertTrue(Files.exists(folder.resolve("step-0000009.checkpoint.damaged")));
        checkpoints.save(checkpoint(1));
        checkpoints.save(checkpoint(2));
        assertEquals(2, checkpoints.newest().orElseThrow().step());
    }

    @Test
    void oneOfALowerStepIsKeptThoughHigherOnesAreThere() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
        for (int step : new int[] {1, 8, 9, 2}) {
            checkpoints.save(checkpoint(step));
        }
        assertEquals(2, checkpoints.newest().orElseThrow().step());
    }

    @Test
    void whatAKilledWriteLeftIsDeleted() throws IOException {
        Path left = folder.resolve("step-0000001.checkpoint.part");
        Files.write(left, new byte[50]);
        new Checkpoints(folder, notice -> {}).save(checkpoint(2));
        assertTrue(Files.notExists(left));
    }

    @Test
    void whereItCannotBeWrittenTheOneBeforeIsKept() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
        checkpoints.save(checkpoint(1));
        // A folder in the way of the new file stands for a disk that takes no more.
        Files.createDirectories(folder.resolve("step-0000002.checkpoint").resolve("full"));
        IOException failure =
                assertThrows(IOException.class, () -> checkpoints.save(checkpoint(2)));
        assertTrue(
                String.valueOf(failure.getMessage()).contains("could not be written"),
                String.valueOf(failure.getMessage()));
        assertEquals(1, checkpoints.newest().orElseThrow().step());
    }

    @Test
    void anotherSizeIsNotMistakenForThisOne() throws IOException {
        Checkpoints checkpoints = new Checkpoints(folder, notice -> {});
        checkpoints.save(checkpoint(1));
        assertEquals(1, checkpoints.newest(TINY).orElseThrow().step());
        ModelShape other = new ModelShape(2, 32, 2, 32, 64);
        assertThrows(IOException.class, () -> checkpoints.newest(other));
    }
}
