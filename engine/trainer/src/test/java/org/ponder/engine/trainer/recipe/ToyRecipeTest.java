package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.trainer.model.WithPyTorch;

/** The whole recipe runs at toy size, and a second run finds everything done. */
@WithPyTorch
final class ToyRecipeTest {
    @TempDir Path folder;

    @Test
    void allStagesRunOnceAndLeaveTheirReports() throws IOException {
        Stopping early = new Stopping();
        early.ask();
        assertTrue(train(early, 2).contains("Stopped after step 1;"));
        String first = train(new Stopping(), 0);
        for (String name :
                List.of(
                        "pebble.gguf",
                        "pebble.md",
                        "pebble-zero.gguf",
                        "zero/before-and-after-3-steps.txt",
                        "pebble-distilled.md",
                        "pebble-small-reinforced.md",
                        "reinforcement.png")) {
            assertTrue(Files.size(folder.resolve(name)) > 0, name);
        }
        assertTrue(first.contains("Going on after step 1."), first);
        assertTrue(first.contains("step 12 of 12"), first);
        assertEquals(4, first.split("Asked the same 20 questions", -1).length - 1, first);
        byte[] model = Files.readAllBytes(folder.resolve("pebble.gguf"));
        String second = train(new Stopping(), 0);
        assertTrue(!second.contains("step 12 of 12"), second);
        assertEquals(-1, Arrays.mismatch(model, Files.readAllBytes(folder.resolve("pebble.gguf"))));
        Path cold = folder.resolve("pebble-cold.gguf");
        String reinforced =
                CommandTest.run(
                        folder,
                        new Stopping(),
                        0,
                        "reinforce",
                        cold.toString(),
                        "--steps",
                        "1",
                        "--questions",
                        "3");
        assertTrue(reinforced.contains("step 1 of 1"), reinforced);
        assertTrue(Files.size(folder.resolve("pebble-reinforced.gguf")) == Files.size(cold));
    }

    private String train(Stopping stopping, int expected) {
        return CommandTest.run(folder, stopping, expected, "train");
    }
}
