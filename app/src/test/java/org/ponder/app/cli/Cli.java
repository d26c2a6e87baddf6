package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the command line in this process. */
final class Cli {
    static final JsonMapper JSON = new JsonMapper();

    private Cli() {}

    /**
     * What a command did.
     *
     * @param code to exit with
     */
    record Run(int code, String out, String err) {

        /** The output's lines as JSON, of a command that went well. */
        List<JsonNode> json() {
            assertEquals(0, code, err);
            return out.lines().map(JSON::readTree).toList();
        }

        /** Checks that the command ended with this code and one plain sentence. */
        void assertSaid(int expectedCode, String part) {
            assertEquals(expectedCode, code, err);
            assertEquals(1, err.lines().count(), err);
            assertFalse(err.contains("Exception"), err);
            assertEquals('.', err.strip().charAt(err.strip().length() - 1), err);
            assertEquals(true, err.contains(part), err);
            assertEquals("", out);
        }
    }

    static Run run(String... arguments) {
        return run("", false, arguments);
    }

    /** Runs with that standard input. */
    static Run feed(String in, String... arguments) {
        return run(in, false, arguments);
    }

    /** Runs on a terminal with colours. */
    static Run show(String... arguments) {
        return run("", true, arguments);
    }

    private static Run run(String in, boolean terminal, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal streams =
                new Terminal(
                        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, false, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminal,
                        terminal,
                        false);
        int code = PonderCommand.on(streams).execute(arguments);
        return new Run(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The seed that Pebble was trained from, of which golden replies are known. */
    static String seed() throws Exception {
        return Path.of(Objects.requireNonNull(Cli.class.getResource("pebble-seed.gguf")).toURI())
                .toString();
    }

    /** What llama.cpp made of seven questions to the seed, greedily. */
    static List<JsonNode> seedCases() throws Exception {
        try (var in = Cli.class.getResourceAsStream("pebble-seed.golden.json")) {
            return JSON.readTree(Objects.requireNonNull(in)).get("cases").valueStream().toList();
        }
    }

    /** The fixtures beside or above the clone or where PONDER_SHARED says, or nowhere. */
    static Path shared() {
        String given = System.getProperty("PONDER_SHARED", System.getenv("PONDER_SHARED"));
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path shared = folder.resolve("shared");
            if (Files.isRegularFile(shared.resolve("FIXTURES.md"))) {
                return shared;
            }
        }
        return Path.of("shared-is-not-here");
    }
}
