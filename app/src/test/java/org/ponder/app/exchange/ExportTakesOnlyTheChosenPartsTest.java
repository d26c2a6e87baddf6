package org.ponder.app.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ponder.app.exchange.ExportChoice.Format;
import org.ponder.app.exchange.ExportChoice.Labels;
import org.ponder.app.exchange.ExportChoice.Parts;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.StoredMessage;

final class ExportTakesOnlyTheChosenPartsTest {
    private static final ConversationTree TREE =
            Trees.of(
                    "Letters",
                    List.of(
                            Trees.question(1, null, "The question"),
                            Trees.reply(2, 1, "The thought", "The answer")),
                    List.of(1L, 2L));

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"MARKDOWN", "TEXT", "HTML"})
    void ofAConversation(Format format) {
        for (Parts parts : Parts.values()) {
            String text = conversation(TREE, format, parts);

            assertTrue(text.contains("Letters"));
            assertTrue(text.contains("The question"));
            assertEquals(parts != Parts.ANSWER, text.contains("The thought"));
            assertEquals(parts != Parts.THOUGHT, text.contains("The answer"));
        }
    }

    @Test
    void ofAMessage() {
        StoredMessage reply = TREE.messages().getLast();
        ExportChoice answer = new ExportChoice(Format.TEXT, Parts.ANSWER, Labels.english());
        ExportChoice thought = new ExportChoice(Format.TEXT, Parts.THOUGHT, Labels.english());
        ExportChoice both = new ExportChoice(Format.TEXT, Parts.BOTH, Labels.english());

        assertEquals("The answer", Export.message(reply, answer));
        assertEquals("The thought", Export.message(reply, thought));
        assertEquals("Thought:\nThe thought\n\nAnswer:\nThe answer\n", Export.message(reply, both));
        assertEquals("The question", Export.message(TREE.messages().getFirst(), both));
    }

    @Test
    void onlyThePathThatIsShownIsWritten() {
        String text = conversation(Trees.branched(), Format.MARKDOWN, Parts.BOTH);

        assertTrue(text.contains("How many p's?"));
        assertFalse(text.contains("How many r's?"));
    }

    @Test
    void aThoughtCannotEndItsQuotation() {
        ConversationTree tree = reply("One\n\n# Not a heading\r\nlast", "Answer");

        assertTrue(
                conversation(tree, Format.MARKDOWN, Parts.BOTH)
                        .contains("> One\n> \n> # Not a heading\n> last\n\n## Answer"));
    }

    @Test
    void noMarkupOfAMessageIsObeyedInHtml() {
        String evil =
                "<script>alert(1)</script> <img src=x onerror=alert(1)> ![i](https://example.org/i.png)"
                        + " [l](javascript:alert(1)) </details></div> `<b>` \n\n<div onclick=\"a()\">x</div>";
        String html =
                conversation(
                        new ConversationTree(
                                Trees.of(evil, List.of(), List.of()).conversation(),
                                List.of(
                                        Trees.question(1, null, evil),
                                        Trees.reply(2, 1, evil, evil)),
                                List.of(1L, 2L)),
                        Format.HTML,
                        Parts.BOTH);

        assertFalse(html.contains("<script"), html);
        assertFalse(html.contains("<img"), html);
        assertFalse(html.contains("<div onclick"), html);
        assertFalse(html.contains("href=\"javascript"), html);
        assertTrue(html.contains("default-src 'none'"), "the page's own policy forbids the rest");
    }

    @Test
    void formulasAreDrawnInHtmlAndNothingIsFetched() {
        String text = "So \\(x^2\\) and\n\n\\[\\frac{1}{2}\\]\n\nbut not \\(\\nosuch{\"<\\).";
        String html = conversation(reply(text, text), Format.HTML, Parts.BOTH);

        assertEquals(4, html.split("src=\"data:image/png;base64,", -1).length - 1, html);
        assertTrue(html.contains("alt=\"\\(x^2\\)\""), html);
        assertTrue(html.contains("\\(\\nosuch{&quot;&lt;\\)"), html);
        assertFalse(html.contains("http:") || html.contains("https:"), html);
    }

    @Test
    void htmlLinksOnlyWhatTheWindowLinks() {
        String html =
                answerInHtml(
                        "[a](data:text/html,x) [b](//evil.org/x) [c](file:///etc/passwd) [d](e.html)"
                                + " <ftp://example.org> [g](https://example.org/?a&b) <mailto:a@b.c>");

        assertEquals(
                List.of("https://example.org/?a&amp;b", "mailto:a@b.c"),
                Pattern.compile("href=\"([^\"]*)\"")
                        .matcher(html)
                        .results()
                        .map(link -> link.group(1))
                        .toList());
        assertTrue(html.contains("a (data:text/html,x) b (//evil.org/x)"), html);
    }

    @Test
    void htmlShowsTheDefinitionsOfLinks() {
        String html =
                answerInHtml(
                        "See [1].\n\n[1]: https://example.org/paper 'The <Paper>'\n[2]: file:///x");

        assertTrue(html.contains("See <a href=\"https://example.org/paper\" title="), html);
        assertTrue(
                html.contains(
                        "<p>[1]: <a href=\"https://example.org/paper\">https://example.org/paper</a>"
                                + " (The &lt;Paper&gt;)</p>"),
                html);
        assertTrue(html.contains("<p>[2]: file:///x</p>"), html);
    }

    @Test
    void nestingWithoutEndIsWrittenNevertheless() {
        for (String evil : new String[] {">", "*a ", "[", "- ", "**", "![", "<a>", "`", "|-"}) {
            String html = conversation(reply("t", evil.repeat(50_000)), Format.HTML, Parts.BOTH);
            assertTrue(html.endsWith("</html>\n"));
        }
    }

    @Test
    void aFileNameIsOneAnywhereAndFree() throws Exception {
        Path first = Export.freeName(folder, "../What/is: \"this\"? \u0000 草莓..", Format.MARKDOWN);
        assertEquals(folder.resolve("What is this 草莓.md"), first);
        Export.save("text", first);

        assertEquals(
                folder.resolve("What is this 草莓 2.md"),
                Export.freeName(folder, "What is this 草莓", Format.MARKDOWN));
        assertEquals(folder.resolve("Ponder.json"), Export.freeName(folder, "??", Format.JSON));
        assertTrue(
                Export.freeName(folder, "𝔸".repeat(500), Format.HTML)
                                .getFileName()
                                .toString()
                                .length()
                        < 200);
    }

    @Test
    void aThousandChatsOfOneTitleAllHaveAFreeName() throws Exception {
        Files.createFile(folder.resolve("a.md"));
        for (int i = 2; i <= 1_000; i++) {
            Files.createFile(folder.resolve("a " + i + ".md"));
        }
        assertEquals(folder.resolve("a 1001.md"), Export.freeName(folder, "a", Format.MARKDOWN));
    }

    @Test
    void anExportIsAsReadableAsAnyNewFileOrTheOneItReplaces() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path plain = Files.writeString(folder.resolve("plain"), "");
        Path export = folder.resolve("a.json");
        Export.replace("text", export);
        assertEquals(Files.getPosixFilePermissions(plain), Files.getPosixFilePermissions(export));

        for (String permissions : List.of("rw-------", "rw-rw-r--", "r--r-----")) {
            Files.setPosixFilePermissions(export, PosixFilePermissions.fromString(permissions));
            Export.replace(permissions, export);
            assertEquals(permissions, Files.readString(export));
            assertEquals(
                    permissions,
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(export)));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(2, files.count(), "nothing is left beside them");
        }
    }

    @Test
    void anExistingFileIsNeverOverwritten() throws Exception {
        Path file = Files.writeString(folder.resolve("a.md"), "precious");

        assertThrows(ExchangeException.class, () -> Export.save("new", file));

        assertEquals("precious", Files.readString(file));
    }

    @Test
    void onAFullDiskNoHalfOfAFileStays() throws Exception {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        Path file = folder.resolve("a.md");
        Process limited =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f 100; exec \"$0\" \"$@\"",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LongExport.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(said.startsWith("The export cannot be written to " + file), said);
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static ConversationTree reply(String thought, String answer) {
        return Trees.of(
                "T",
                List.of(Trees.question(1, null, "Q"), Trees.reply(2, 1, thought, answer)),
                List.of(1L, 2L));
    }

    private static String answerInHtml(String answer) {
        return conversation(reply("t", answer), Format.HTML, Parts.ANSWER);
    }

    private static String conversation(ConversationTree tree, Format format, Parts parts) {
        return Export.conversation(
                tree, new ExportChoice(format, parts, Labels.english()), Trees.WHEN);
    }
}
