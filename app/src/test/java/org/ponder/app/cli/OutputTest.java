package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a command could not write is told, and so is what it had no memory for. */
class OutputTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Terminal to(OutputStream out, boolean stream) {
        return new Terminal(
                new ByteArrayInputStream("\"a\"\n\"b\"\n".getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                stream);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** A disk without room, or a pipe without a reader: Java tells no difference. */
    private static OutputStream full() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "bench --help", "ask --max-tokens 2 hi", "ask --jsonl"})
    void whatCannotBeWrittenIsAFailure(String commandLine) {
        int code = PonderCommand.on(to(full(), false)).execute(commandLine.split(" "));
        assertEquals(Failures.FAILURE, code);
        assertEquals("The output could not be written.", said().strip());
    }

    @Test
    void aReaderWhoWentAwayIsNone() {
        assertEquals(0, PonderCommand.on(to(full(), true)).execute("--version"));
        assertEquals("", said());
    }

    @Test
    void aMistakeKeepsItsOwnCode() {
        int code = PonderCommand.on(to(full(), false)).execute("ask", "--model", "no.gguf", "x");
        assertEquals(Failures.MISTAKE, code);
        assertEquals(1, said().lines().count(), said());
    }

    @Command(name = "starve")
    private static final class Starve implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Test
    void aLackOfMemoryIsSaidInOneSentence() {
        CommandLine all = PonderCommand.on(to(new ByteArrayOutputStream(), false));
        all.addSubcommand(new Starve());
        assertEquals(Failures.FAILURE, all.execute("starve"));
        assertEquals(1, said().lines().count(), said());
        assertEquals(true, said().startsWith("There is not enough memory"), said());
    }

    @Test
    void aLineThatNeedsTooMuchMemoryEndsNoSession() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> asked = new ArrayList<>();
        JsonLines.answer(
                to(out, false),
                line -> {
                    asked.add(line.stringValue());
                    if (asked.size() == 1) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return "fine";
                });
        assertEquals(List.of("a", "b"), asked);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertEquals(true, lines.getFirst().startsWith("{\"error\":\"There is not enough memory"));
        assertEquals("\"fine\"", lines.getLast());
    }
}
