package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The user's mistakes end with code 2 and one sentence on standard error. */
class CommandLineMistakesTest {
    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense                                 | nonsense",
                "ask --nonsense x                         | --nonsense",
                "ask                                      | Say what to ask",
                "ask --thoughts maybe x                   | --thoughts",
                "ask --think perhaps x                    | --think",
                "ask --temperature hot x                  | --temperature",
                "ask --temperature -1 x                   | temperature must be 0 to 5",
                "ask --top-p 0 x                          | top-p must be",
                "ask --budget -1 x                        | budget",
                "ask --max-tokens -1 x                    | most tokens",
                "ask --threads 5000 x                     | --threads must be 1 to 1024",
                "ask --threads 0 x                        | --threads must be 1 to 1024",
                "ask --context -1 x                       | --context",
                "ask --context 100000 x                   | 4096",
                "ask --jsonl x                            | standard input",
                "ask --model missing.gguf x               | There is no file missing.gguf",
                "inspect                                  | Say what to inspect",
                "inspect nothing                          | nothing",
                "inspect tokens                           | --model",
                "inspect tokens --model missing.gguf      | There is no file missing.gguf",
                "inspect logits --model missing.gguf      | There is no file missing.gguf",
                "inspect prompt --template missing.jinja  | There is no file missing.jinja",
                "inspect reply                            | --open or --closed",
                "inspect reply --open --closed            | --open or --closed",
                "inspect reply --open --format x          | There is no format x: use think",
                "inspect model                            | FILE",
                "inspect model missing.gguf               | There is no file missing.gguf",
                "inspect model src                        | is a folder",
                "inspect model pom.xml                    | pom.xml",
                "bench --prompt 0                         | --prompt",
                "bench --model missing.gguf               | There is no file missing.gguf",
                "bench --context 100000                   | too short",
            })
    void isSaidInOneSentence(String commandLine, String part) {
        Cli.run(commandLine.split(" ")).assertSaid(Failures.MISTAKE, part);
    }

    @Test
    void theProgramIsNamedAsItIsCalledWhereItIsInstalled() {
        Cli.run("ask").assertSaid(Failures.MISTAKE, "Say what to ask: ponder ask ");
        System.setProperty("jpackage.app-path", "/opt/ponder/bin/ponder-cli");
        try {
            Cli.run("ask").assertSaid(Failures.MISTAKE, "Say what to ask: ponder-cli ask ");
            Cli.run("ask", "--nonsense").assertSaid(Failures.MISTAKE, "See ponder-cli ask --help.");
        } finally {
            System.clearProperty("jpackage.app-path");
        }
    }

    @Test
    void anEmptyQuestionIsNotAsked() {
        Cli.run("ask", " ").assertSaid(Failures.MISTAKE, "The question is empty");
        Cli.feed(" \n", "ask", "-").assertSaid(Failures.MISTAKE, "The question is empty");
    }

    @Test
    void aQuestionLongerThanTheContextIsRefused() {
        Cli.run("ask", "x".repeat(5000)).assertSaid(Failures.MISTAKE, "the context holds 4096");
    }

    @Test
    void aTruncatedModelIsNamedWithThePlace() throws Exception {
        Path cut = folder.resolve("cut.gguf");
        byte[] whole = Files.readAllBytes(Path.of(Cli.seed()));
        Files.write(cut, Arrays.copyOf(whole, whole.length / 2));
        Cli.run("ask", "--model", cut.toString(), "x").assertSaid(Failures.MISTAKE, "at byte");
    }

    @Test
    void helpGoesToStandardOutput() {
        for (String command : new String[] {"", "ask", "inspect", "bench"}) {
            Cli.Run run = Cli.run((command + " --help").strip().split(" "));
            assertEquals(0, run.code());
            assertTrue(run.out().contains("Usage: ponder " + command), run.out());
            assertEquals("", run.err());
        }
        Cli.Run version = Cli.run("--version");
        assertEquals(0, version.code());
        assertTrue(version.out().startsWith("Ponder "), version.out());
    }
}
