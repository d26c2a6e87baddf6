package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.trainer.lesson.Lesson;

/** The file that the trainer writes is one that the engine runs, and can be read back. */
final class PebbleFileTest {
    private static final ModelShape TINY = new ModelShape(2, 64, 2, 96, 256);

    @TempDir Path folder;

    @Test
    void theEngineRunsItWithTheSameTokens() throws IOException {
        Path file = folder.resolve("pebble.gguf");
        PebbleFile.write(ModelWeights.random(TINY, 1), true, Map.of("name", "Pebble"), file);
        try (LanguageModel model =
                LanguageModel.load(file, LoadOptions.defaults().withThreads(1))) {
            assertEquals("Pebble", model.name());
            for (String text : new String[] {"How many r's?", "你好 é\n", "9.11"}) {
                assertArrayEquals(Vocabulary.ids(text), model.tokenizer().encode(text, false));
            }
            assertEquals(Vocabulary.THINK, model.tokenizer().idOf("<think>").orElseThrow());
            assertEquals(Vocabulary.END, model.tokenizer().eos().orElseThrow());
            int[] prompt = Lesson.prompt("Hi");
            float[] logits =
                    model.transformer()
                            .forward(prompt, 0, prompt.length, model.transformer().newCache(64));
            assertEquals(Vocabulary.SIZE, logits.length);
        }
        try (GgufFile file2 = GgufFile.open(file)) {
            assertEquals("Apache-2.0", file2.metadata().requireString("general.license"));
            assertEquals(
                    PebbleFile.TEMPLATE, file2.metadata().requireString("tokenizer.chat_template"));
        }
    }

    @Test
    void readBackItIsTheSameWithinHalfAStep() throws IOException {
        ModelWeights weights = ModelWeights.random(TINY, 2);
        Path exact = folder.resolve("f32.gguf");
        Path rounded = folder.resolve("q8.gguf");
        PebbleFile.write(weights, false, Map.of(), exact);
        PebbleFile.write(weights, true, Map.of(), rounded);
        ModelWeights same = PebbleFile.read(exact, 256);
        ModelWeights near = PebbleFile.read(rounded, 256);
        for (ModelShape.Parameter parameter : TINY.parameters()) {
            float[] values = weights.of(parameter.name());
            assertArrayEquals(values, same.of(parameter.name()), parameter.name());
            float largest = 0;
            for (float value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            assertArrayEquals(values, near.of(parameter.name()), largest / 127 * 0.51f + 1e-7f);
        }
    }

    @Test
    void aFullSizedModelStaysUnderTwelveMegabytes() throws IOException {
        Path file = folder.resolve("full.gguf");
        PebbleFile.write(
                ModelWeights.random(new ModelShape(6, 192, 6, 512, 4096), 1), true, Map.of(), file);
        assertTrue(Files.size(file) <= 12_000_000, "bytes: " + Files.size(file));
    }
}
