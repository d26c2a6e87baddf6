package org.ponder.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code ponder eval} does, with the bundled model. */
class EvalTest {
    @TempDir private Path folder;

    private String[] eval(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("eval", "--limit", "3", "--samples", "2", "--budgets", "0,24"));
        arguments.addAll(List.of("--out", folder.toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void asksScoresAndDraws() throws Exception {
        Cli.Run run = Cli.run(eval("--json"));
        JsonNode report = run.json().getFirst();
        JsonNode unlimited = report.get("budgets").get(0);
        assertEquals(3, unlimited.get("questions").asInt());
        assertEquals(6, unlimited.get("samples").asInt());
        double share = unlimited.get("pass_at_1").asDouble();
        assertTrue(share > 0.5 && share <= 1, "Pebble counts letters: " + share);
        assertEquals(24, report.get("budgets").get(1).get("budget").asInt());
        assertTrue(report.get("budgets").get(1).get("thought_tokens").asDouble() <= 24);
        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("accuracy.svg").toFile());
        assertEquals("svg", picture.getDocumentElement().getTagName());
        assertTrue(Files.readString(folder.resolve("table.txt")).contains("majority@2"));
        assertEquals(13, Files.readAllLines(folder.resolve("samples.jsonl")).size());
    }

    @Test
    void aRunThatWasKilledGoesOnWhereItWas() throws Exception {
        Path file = folder.resolve("samples.jsonl");
        assertEquals(0, Cli.run(eval()).code());
        String whole = Files.readString(file);
        String table = Files.readString(folder.resolve("table.txt"));
        // Killed in the middle of the fourth sample's line.
        int cut = whole.indexOf("\"thought\"", nth(whole, '\n', 4));
        Files.writeString(file, whole.substring(0, cut));
        // A sample that is there is not drawn again: this one is marked.
        String marked =
                Files.readString(file)
                        .replaceFirst(
                                "\"given\":\"[^\"]*\",\"right\":true",
                                "\"given\":\"x\",\"right\":false");
        Files.writeString(file, marked);
        assertEquals(0, Cli.run(eval()).code());
        String resumed = Files.readString(file);
        assertTrue(resumed.startsWith(marked.substring(0, nth(marked, '\n', 4) + 1)));
        assertEquals(13, resumed.lines().count());
        assertEquals(
                whole.lines().skip(4).toList(), resumed.lines().skip(4).toList(), "the same seed");
        assertNotNull(table);
    }

    @Test
    void samplesOfAnotherRunAreNotMixedIn() {
        assertEquals(0, Cli.run(eval()).code());
        for (List<String> more :
                List.of(
                        List.of("--seed", "2"),
                        List.of("--context", "400"),
                        List.of("--cache-type", "Q8_0"))) {
            Cli.run(eval(more.toArray(String[]::new)))
                    .assertSaid(Failures.MISTAKE, "another folder with --out");
        }
    }

    @Test
    void brokenLinesAreCountedAndMistakesNamed() throws Exception {
        Path set = folder.resolve("set.jsonl");
        Files.writeString(
                set,
                "{\"question\":\"What is 1 + 1?\",\"answer\":2,\"kind\":\"number\"}\nnonsense\n");
        Cli.Run run = Cli.run(eval("--set", set.toString(), "--json"));
        assertEquals(1, run.json().getFirst().get("skipped_lines").asInt());
        assertTrue(run.err().contains("Skipped 1 of 2 lines"), run.err());
        Files.writeString(set, "nonsense\n");
        Cli.run("eval", "--set", set.toString()).assertSaid(2, "holds no question");
        Cli.run("eval", "--set", "nowhere.jsonl").assertSaid(2, "nowhere.jsonl");
        Cli.run("eval", "--samples", "0").assertSaid(2, "samples");
        Cli.run("eval", "--budgets", "-1").assertSaid(2, "budget");
        Cli.run("eval", "--top-p", "2").assertSaid(2, "top-p");
    }

    @Test
    void aPlaceForResultsThatIsNoFolderIsSaidBeforeTheModelIsLoaded() throws Exception {
        Path file = Files.createFile(folder.resolve("results"));
        for (Path out : List.of(file, file.resolve("deeper"))) {
            Cli.run("eval", "--out", out.toString(), "--model", "missing.gguf")
                    .assertSaid(Failures.MISTAKE, "name another one with --out");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaidBeforeTheModelIsLoaded() throws Exception {
        Path locked = Files.createDirectory(folder.resolve("locked"));
        assertTrue(locked.toFile().setWritable(false));
        // The superuser writes anywhere but to the kernel's own files.
        Path out = Files.isWritable(locked) ? Path.of("/proc/self") : locked;
        Assumptions.assumeTrue(Files.isDirectory(out), "no folder here refuses the superuser");
        Cli.run("eval", "--out", out.toString(), "--model", "missing.gguf")
                .assertSaid(Failures.MISTAKE, "cannot be written: name another one with --out");
    }

    private static int nth(String text, char c, int n) {
        int at = -1;
        for (int i = 0; i < n; i++) {
            at = text.indexOf(c, at + 1);
        }
        return at;
    }
}
