package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Figures of {@code ponder bench} are there; how large they are is no matter of tests. */
class BenchTest {

    @Test
    void printsItsFigures() {
        JsonNode figures =
                Cli.run("bench --json --warm-up 0 --prompt 32 --generate 4 --context 40".split(" "))
                        .json()
                        .getFirst();
        for (String name :
                List.of(
                        "prefill_tokens_s",
                        "decode_tokens_s",
                        "first_token_ms",
                        "load_ms",
                        "peak_mb")) {
            assertTrue(figures.get(name).asDouble() > 0, name);
        }
        assertEquals(32, figures.get("prompt").asInt());
        assertEquals(40, figures.get("context").asInt());
    }

    @Test
    void aModelsNameDoesNotCommandTheTerminal(@TempDir Path folder) throws Exception {
        byte[] bytes = Files.readAllBytes(Path.of(Cli.seed()));
        String key = "general.name";
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(key);
        // Behind the key are the kind of its value and the text's length.
        bytes[at + key.length() + Integer.BYTES + Long.BYTES] = 0x1b;
        Path model = Files.write(folder.resolve("esc.gguf"), bytes);
        Cli.Run run =
                Cli.run("bench", "--warm-up", "0", "--generate", "2", "--model", model.toString());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().startsWith("model        \uFFFD"), run.out());
        assertEquals(-1, run.out().indexOf(0x1b));
    }

    @Test
    void draftsAreNotMeasured() {
        Cli.run("bench", "--warm-up", "0", "--generate", "2", "--drafts", "1")
                .assertSaid(2, "bench measures without drafts");
    }

    @Test
    void theUsualPromptIsCutToAShortContext() throws Exception {
        Cli.Run run =
                Cli.run("bench", "--warm-up", "0", "--generate", "200", "--model", Cli.seed());
        assertEquals(0, run.code(), run.err());
        assertTrue(run.out().contains("(310 tokens)"), run.out());
    }
}
