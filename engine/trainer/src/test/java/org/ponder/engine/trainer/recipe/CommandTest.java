package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.trainer.model.ModelShape;
import org.ponder.engine.trainer.model.ModelWeights;
import org.ponder.engine.trainer.model.PebbleFile;

/** What commands do with a model that is there. */
final class CommandTest {
    @TempDir Path folder;
    private Path file = Path.of("model.gguf");

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("model.gguf");
        ModelShape shape = new ModelShape(1, 64, 2, 96, 4096);
        PebbleFile.write(ModelWeights.random(shape, 1), true, Map.of("name", "Tiny"), file);
    }

    @Test
    void noStepsFromAModelOfAnotherSizeAreThatModel() {
        String text =
                run(new Stopping(), 0, "cold-start", "--start", file.toString(), "--steps", "0");
        assertTrue(text.contains("cold start"), text);
    }

    @Test
    void weightsGoOutAndComeBack() throws IOException {
        run(new Stopping(), 0, "weights", file.toString());
        run(new Stopping(), 0, "import", folder.resolve("weights").toString());
        ModelWeights out = PebbleFile.read(file, 4096);
        ModelWeights back = PebbleFile.read(folder.resolve("pebble-cold-f32.gguf"), 4096);
        for (ModelShape.Parameter parameter : out.shape().parameters()) {
            assertArrayEquals(out.of(parameter.name()), back.of(parameter.name()));
        }
    }

    @Test
    void aFamilyThatIsNoneIsTold() {
        String text = run(new Stopping(), 2, "lessons", "--steps", "0", "--more", "chess");
        assertTrue(text.startsWith("There is no family chess for --more: there are count,"), text);
        run(new Stopping(), 0, "lessons", "--steps", "0", "--more", "sort list");
    }

    @Test
    void anEvaluationStopsAtOnce() {
        Stopping stopping = new Stopping();
        stopping.ask();
        String text = run(stopping, 2, "evaluate", file.toString());
        assertTrue(text.startsWith("Stopped while"), text);
        assertTrue(Files.notExists(folder.resolve("model.md")));
    }

    private String run(Stopping stopping, int expected, String... command) {
        return run(folder, stopping, expected, command);
    }

    /** What a command at toy size writes, which ends with the code that is expected. */
    static String run(Path folder, Stopping stopping, int expected, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> args =
                new ArrayList<>(List.of("--folder", folder.toString(), "--size", "toy"));
        args.addAll(List.of(command));
        int code = Main.run(args, stopping, printed, printed);
        String text = out.toString(StandardCharsets.UTF_8);
        assertEquals(expected, code, text);
        return text;
    }
}
