package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.AskedQuestion;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.Question;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecorder;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.testfx.util.WaitForAsyncUtils;

/** What was answered is read as it was meant, in the real window, from what the store keeps. */
class ReadingIT extends OpenWindow {
    @Test
    void anAnswerWithATableCodeAndFormulasIsShownFormatted() throws Exception {
        show(null, RichAnswer.TEXT);
        scrollToTop();
        driver.await(
                "the heading is large",
                () ->
                        texts(".heading .words").contains("The sum of the first numbers")
                                && size(".heading .words") > size(".question-bubble .words"));
        driver.await("formulas are drawn", () -> drawnFormulas() >= 4);
        driver.await("the table is there", () -> count(".table-cell-box") == 9);
        driver.await("the code is coloured", () -> count(".code-area .text.keyword") > 0);
        assertTrue(count(".code-area .text.comment") > 0);
        assertTrue(texts(".words").contains("three"));
        assertTrue(texts(".words.bold").contains("three"));
        // Prices are no formulas.
        assertTrue(
                texts(".words").stream().anyMatch(text -> text.contains("costs $5, or $12 for")));
        scrollToEnd();
        driver.await("the boxed result is drawn", () -> drawnFormulas() >= 1);
        assertTrue(texts(".marker").containsAll(List.of("☑", "☐")));
        assertTrue(texts(".words.strike").contains("all"));
        assertTrue(count(".quote-bar") > 0);
        assertTrue(count(".rule") > 0);
    }

    @Test
    void copiedCodeEqualsItsSourceAndTheButtonSaysSo() throws Exception {
        String code = "a = 1\n\n\tb = 'ü 草莓 😀'\n" + "c".repeat(3000) + "\n";
        show(null, "```python\n" + code + "```");
        driver.press(".copy-code");
        assertEquals(code.stripTrailing(), clipboard());
        driver.await(
                "the button says so",
                () -> node(".copy-code").getAccessibleText().equals("Copied"));
    }

    @Test
    void codeIsAsHighAsItsLines() throws Exception {
        show(null, "```\n" + "line\n".repeat(58) + "last\n```");
        scrollToEnd();
        driver.await("its end is there", () -> texts(".code-area .text").contains("last"));
        assertTrue(
                driver.onWindow(() -> {
                    Node last = labelledNow(".code-area .text", "last");
                    Node area = node(".code-area");
                    return last.localToScene(last.getLayoutBounds()).getMaxY()
                            <= area.localToScene(area.getLayoutBounds()).getMaxY();
                }));
    }

    @Test
    void wideCodeTablesAndFormulasScrollByKeyboardAndSayWhatTheyAre() throws Exception {
        String row = "| " + "a word that stays on one line in its cell ".repeat(3) + " ";
        show(
                null,
                "```\nshort\n```\n\nWords.\n\n```\n"
                        + "wide ".repeat(60)
                        + "\n```\n\n"
                        + (row.repeat(4) + "|\n")
                        + "|---|---|---|---|\n"
                        + (row.repeat(4) + "|\n\n")
                        + ("$$" + "w + ".repeat(60) + "w$$\n"));
        driver.await("the code is there", () -> count(".code-text") == 2);
        driver.await("the table is there", () -> count(".table-cell-box") == 8);
        driver.await(
                "what is wide can be reached, what is not cannot",
                () ->
                        reachable(".code-text").equals(List.of(false, true))
                                && reachable(".side-scroll")
                                        .equals(List.of(false, true, true, true)));
        assertTrue(
                driver.onWindow(() -> {
                    Region table = (Region) node(".table-card");
                    ScrollPane pane = (ScrollPane) node(".code-scroll");
                    return table.getHeight() <= pane.getViewportBounds().getHeight() + 1;
                }),
                "the last line of the table is in sight");
        driver.onWindow(() -> {
            node(".conversation-flow").requestFocus();
            return true;
        });
        List<String> reached = new ArrayList<>();
        for (int tabs = 0; tabs < 12; tabs++) {
            driver.robot.push(KeyCode.TAB);
            Node owner = driver.onWindow(() -> driver.stage().getScene().getFocusOwner());
            if (!owner.getStyleClass().contains("side-scroll")) {
                continue;
            }
            reached.add(owner.getAccessibleRoleDescription());
            assertTrue(owner.getAccessibleText().contains("w"), "its text is read out");
            assertEquals(0, shift(owner), 1);
            driver.robot.push(KeyCode.RIGHT);
            driver.await(reached.getLast() + " scrolls", () -> shift(owner) > 20);
            driver.robot.push(KeyCode.END);
            driver.await("to its end", () -> shift(owner) > 100);
            driver.robot.push(KeyCode.HOME);
            driver.await("and back", () -> Math.abs(shift(owner)) < 1);
        }
        assertEquals(List.of("Code", "Table", "Formula"), reached);
    }

    @Test
    void theScrollBarOfALongConversationCanBeHit() throws Exception {
        show(null, "A short paragraph.\n\n".repeat(1500).strip());
        scrollToTop();
        driver.await("it has a thumb", () -> thumb().isPresent());
        double length = driver.onWindow(() -> thumb().orElseThrow().getHeight());
        assertTrue(length >= 32 && length < 60, "it is " + length + " high");
        scrollToEnd();
        assertTrue(
                driver.onWindow(() ->
                                bottom(thumb().orElseThrow()) <= bottom(node(".conversation")))
                        .booleanValue(),
                "it does not leave its track");
    }

    private static double bottom(Node node) {
        return Math.floor(node.localToScene(node.getLayoutBounds()).getMaxY());
    }

    /** Of the conversation's scroll bar. */
    private static Optional<Region> thumb() {
        return driver.robot.lookup(".conversation .scroll-bar:vertical").queryAll().stream()
                .filter(bar -> bar.isVisible() && bar.getLayoutBounds().getHeight() > 300)
                .map(bar -> (Region) bar.lookup(".thumb"))
                .filter(thumb -> thumb.getHeight() > 0)
                .findFirst();
    }

    /** Of each from top to bottom, whether the keyboard stops there. */
    private static List<Boolean> reachable(String query) throws Exception {
        return driver.onWindow(() ->
                driver.robot.lookup(query).queryAll().stream()
                        .filter(node -> node.getScene() != null)
                        .sorted(Comparator.comparingDouble(node -> node.localToScene(0, 0).getY()))
                        .map(Node::isFocusTraversable)
                        .toList());
    }

    /** How far something is scrolled to the right. */
    private static double shift(Node place) throws Exception {
        return driver.onWindow(() -> {
            if (place.lookup(".scroll-bar:horizontal") instanceof ScrollBar bar
                    && place.lookup(".code-area") != null) {
                return bar.getValue();
            }
            ScrollPane pane = (ScrollPane) place.lookup(".code-scroll");
            return pane.getHvalue()
                    * (pane.getContent().getLayoutBounds().getWidth()
                            - pane.getViewportBounds().getWidth());
        });
    }

    @Test
    void longCodeSaysHowMuchOfItIsOutOfSightAndShowsItWhenAsked() throws Exception {
        StringBuilder code = new StringBuilder("first\n");
        for (int i = 2; i < 100; i++) {
            code.append("line").append(i).append('\n');
        }
        show(null, "```\n" + code + "last\n```");
        driver.await("the rest is told", () -> driver.shows(".more-lines"));
        assertEquals(List.of("Show 40 more lines of 100"), texts(".more-lines"));
        assertFalse(texts(".code-area .text").contains("last"));
        driver.press(".more-lines");
        driver.await("all of it is shown", () -> !driver.shows(".more-lines"));
        scrollToEnd();
        driver.await("its end is there", () -> texts(".code-area .text").contains("last"));
        // Out of sight and back, it is as it was.
        scrollToTop();
        scrollToEnd();
        assertFalse(driver.shows(".more-lines"));
    }

    @Test
    void aLinkIsOpenedOnlyAfterTheUserAgreed() throws Exception {
        show(null, "[the story](https://example.org/gauss) and [evil](javascript:alert(1))");
        driver.await("the link is there", () -> count(".words.link") == 1);
        driver.robot.clickOn(".words.link");
        driver.await(
                "the address is shown",
                () -> texts(".address").contains("https://example.org/gauss"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the question is gone", () -> !driver.shows("#sheet-ok"));
        assertEquals(List.of(), driver.opened);
        // With the keyboard, this time.
        driver.onWindow(() -> {
            node(".words.link").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.ENTER);
        driver.press("#sheet-ok");
        driver.await(
                "the browser has it",
                () -> driver.opened.equals(List.of("https://example.org/gauss")));
        driver.opened.clear();
    }

    @Test
    void noPictureIsFetched() throws Exception {
        try (ServerSocket server = new ServerSocket(0)) {
            String address = "http://localhost:" + server.getLocalPort() + "/cat.png";
            show(
                    null,
                    "![a cat](%s) <img src=\"%s\">\n\n<img src=\"%s\">"
                            .formatted(address, address, address));
            driver.await(
                    "it is told what it shows and where it is",
                    () -> String.join("", texts(".words")).contains("a cat (" + address + ")"));
            assertTrue(String.join("", texts(".words")).contains("<img src="));
            server.setSoTimeout(700);
            Exception nobody = null;
            try {
                server.accept().close();
            } catch (SocketTimeoutException e) {
                nobody = e;
            }
            assertTrue(nobody != null, "The picture was fetched.");
            for (Node view : driver.robot.lookup(".image-view").queryAll()) {
                assertNull(((ImageView) view).getImage().getUrl());
            }
        }
    }

    @Test
    void aWholeAnswerIsSelectedAndCopiedAcrossItsCards() throws Exception {
        show(RichAnswer.THOUGHT, RichAnswer.TEXT);
        scrollToTop();
        driver.robot.clickOn(".heading .words");
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.push(KeyCode.CONTROL, KeyCode.C);
        String copied = clipboard();
        assertTrue(copied.startsWith("The sum of the first numbers\n\nPairing"), copied);
        assertTrue(copied.contains(RichAnswer.CODE));
        assertTrue(copied.contains("makes \\(n + 1\\), and"));
        assertTrue(copied.contains("\\[\n\\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}\n\\]"));
        assertTrue(copied.contains("n\tsum\tas a formula\n3\t6\t$\\frac{3 \\cdot 4}{2}$"));
        assertTrue(copied.contains("\n1. It is exact for whole numbers."), copied);
        assertTrue(copied.contains("\n  ◦ a long holds up to"), copied);
        assertTrue(copied.contains("\n☑ checked for 3"), copied);
        assertTrue(copied.endsWith("\\boxed{5050}."));
        assertFalse(copied.contains("Okay, the sum"));
    }

    @Test
    void textIsSelectedByDraggingFromATableIntoCode() throws Exception {
        show(null, "| a | b |\n|---|---|\n| one | two |\n\n```\nthree\nfour\n```");
        driver.await("the code is there", () -> count(".code-area .text") > 0);
        Node from = labelled(".table-cell-box .words", "two");
        Node to = labelled(".code-area .text", "three");
        driver.robot.drag(from).dropTo(to);
        driver.robot.push(KeyCode.CONTROL, KeyCode.C);
        String copied = clipboard();
        assertTrue(copied != null && copied.matches("t?w?o?\n\n(three|thre|thr|th|t)"), copied);
    }

    @Test
    void twoClicksSelectTheWordOfTheLetterOnWhicheverHalfOfItTheyAre() throws Exception {
        show(null, "the total is\n\n| x | a total |\n|---|---|\n\n```\nint total = 1;\n```");
        driver.await("the code is there", () -> count(".code-area .text") > 0);
        assertEquals("total", atLastLetter(".answer-body .words", "the total is", "total"));
        assertEquals("is", atLastLetter(".answer-body .words", "the total is", "is"));
        assertEquals("total", atLastLetter(".table-cell-box .words", "a total", "total"));
        assertEquals("total", atLastLetter(".code-area .text", "int total = 1;", "total"));
    }

    /** What two clicks on the right part of the last letter of a word select. */
    private static String atLastLetter(String query, String text, String word) throws Exception {
        Node node = labelled(query, text);
        int last = text.indexOf(word) + word.length() - 1;
        Bounds letter =
                driver.onWindow(() -> {
                    TextFlow flow = (TextFlow) node.getParent();
                    Path shape = new Path(flow.getRangeShape(last, last + 1, false));
                    return flow.localToScreen(shape.getLayoutBounds());
                });
        driver.robot.clickOn("#question"); // elsewhere, or the next click would be the third
        driver.robot.doubleClickOn(
                new Point2D(letter.getMinX() + 0.75 * letter.getWidth(), letter.getCenterY()));
        driver.robot.push(KeyCode.CONTROL, KeyCode.C);
        return clipboard();
    }

    @Test
    void formulasInThoughtsAreDrawnToo() throws Exception {
        show(RichAnswer.THOUGHT, "6.");
        driver.onWindow(() -> {
            driver.viewModel().conversation().choose(driver.lastReply(), ThoughtMode.LIVE);
            return true;
        });
        driver.await("formulas are drawn", () -> drawnFormulas() == 5);
        driver.onWindow(() -> {
            driver.viewModel().conversation().choose(driver.lastReply(), ThoughtMode.PEEK);
            return true;
        });
        driver.await("and in the last lines", () -> drawnFormulas() >= 2);
        assertEquals(RichAnswer.THOUGHT, driver.lastReply().thought().text());
    }

    @Test
    void aFormulaThatCannotBeDrawnIsReadAsItWasWritten() throws Exception {
        show(null, "Here \\(\\unknown{x}\\) and $$\\rule{99999em}{99999em}$$ and \\(x\\).");
        driver.await("the other is drawn", () -> drawnFormulas() == 1);
        driver.await(
                "the source is shown",
                () ->
                        texts(".words")
                                .containsAll(
                                        List.of(
                                                "\\(\\unknown{x}\\)",
                                                "$$\\rule{99999em}{99999em}$$")));
    }

    @Test
    void theKeysForTextSizeReachWordsCodeAndFormulas() throws Exception {
        show(null, "Words and \\(\\frac{a}{b}\\).\n\n```java\nint a;\n```");
        driver.await(
                "all of it is there", () -> drawnFormulas() == 1 && count(".code-area .text") > 0);
        double words = size(".answer-body .words");
        double code = size(".code-area .text");
        double formula = node(".formula").getLayoutBounds().getHeight();
        for (int i = 0; i < 4; i++) {
            driver.robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
        }
        // As plus is written on many keyboards.
        driver.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        driver.await("words are larger", () -> size(".answer-body .words") > 1.4 * words);
        driver.await("code is larger", () -> size(".code-area .text") > 1.4 * code);
        driver.await(
                "the formula is larger",
                () -> node(".formula").getLayoutBounds().getHeight() > 1.3 * formula);
        driver.robot.push(KeyCode.CONTROL, KeyCode.MINUS);
        driver.await("words are smaller again", () -> size(".answer-body .words") < 1.45 * words);
        driver.close();
        driver.open(data, null);
        assertEquals(
                1.4, driver.viewModel().workspace().preferences().fontScaleProperty().get(), 0.001);
        driver.robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
        assertEquals(
                1, driver.viewModel().workspace().preferences().fontScaleProperty().get(), 0.001);
    }

    @Test
    void formulasHaveTheColourOfTheTextInLightAndDark() throws Exception {
        show(null, "A formula \\(\\rule{1em}{1em}\\) of ink.");
        driver.await("it is drawn", () -> drawnFormulas() == 1);
        Set<Color> light = new HashSet<>();
        driver.await("it is as dark as the text", () -> middle(light).equals(textColour()));
        driver.onWindow(() -> {
            driver.viewModel()
                    .workspace()
                    .preferences()
                    .themeProperty()
                    .set(LookSettings.Theme.DARK);
            return true;
        });
        Set<Color> dark = new HashSet<>();
        // The text takes its new colour with the next frame: until then both are dark.
        driver.await(
                "it is as light as the text",
                () -> middle(dark).equals(textColour()) && !dark.equals(light));
        assertNotEquals(light, dark);
    }

    @Test
    void aVeryLongLineOfCodeAndAVeryLongTableAreShown() throws Exception {
        show(
                null,
                "```json\n["
                        + "1, ".repeat(30_000)
                        + "1]\n```\n\n| a | b |\n|---|---|\n"
                        + "| x | y |\n".repeat(2000)
                        + "\nThe end.");
        scrollToEnd();
        driver.await("the end is there", () -> texts(".words").contains("The end."));
        assertTrue(count(".table-cell-box") < 600);
    }

    @Test
    void anotherVersionIsReadWhereTheOneBeforeItWasAndKeepsTheKeyboard() throws Exception {
        ConversationStore store = driver.viewModel().workspace().store();
        String answer = "Nothing yet.\n\n".repeat(60);
        long id =
                RichAnswer.keep(
                        store,
                        List.of(
                                new RichAnswer.Turn("First?", null, answer),
                                new RichAnswer.Turn("And then?", null, answer)));
        long first = store.messages().path(id).getFirst().id();
        for (String other : List.of("Second?", "Third?")) {
            AskedQuestion asked =
                    store.messages().ask(new Question.Version(first, other), ReplyOrigin.unknown());
            ReplyRecorder recorder = store.replies().record(asked.reply());
            recorder.accept(new ReplyEvent.Answer("Nothing.", 1));
            recorder.accept(new ReplyEvent.Finished(FinishReason.STOP, ReplyStats.NONE));
            recorder.saved().join();
        }
        driver.onWindow(() -> {
            driver.viewModel().conversation().open(id, null, () -> {});
            return true;
        });
        driver.await("the last one is there", () -> questions().equals(List.of("Third?")));
        driver.onWindow(() -> {
            node(".version .button").requestFocus();
            return true;
        });
        // To the first of them, of which the chat is long, and back.
        for (String question : List.of("Second?", "First?", "Second?", "Third?")) {
            driver.robot.push(KeyCode.SPACE);
            driver.await(
                    question + " is in sight, and the keyboard at its versions",
                    () -> questions().equals(List.of(question)) && keyboardIsAtVersions());
            WaitForAsyncUtils.waitForFxEvents();
            assertTrue(driver.onWindow(() -> questions().equals(List.of(question))));
            assertTrue(driver.onWindow(ReadingIT::keyboardIsAtVersions));
        }
    }

    private static List<String> questions() {
        return texts(".question-bubble .words");
    }

    private static boolean keyboardIsAtVersions() {
        return driver.robot.lookup(".version .button").queryAll().stream()
                .anyMatch(Node::isFocused);
    }

    /** Keeps a reply and opens it as one that was found in the list. */
    private void show(@org.jspecify.annotations.Nullable String thought, String answer)
            throws Exception {
        long id = RichAnswer.keep(driver.viewModel().workspace().store(), thought, answer);
        driver.onWindow(() -> {
            driver.viewModel()
                    .workspace()
                    .preferences()
                    .themeProperty()
                    .set(LookSettings.Theme.LIGHT);
            driver.viewModel().conversation().open(id, null, () -> {});
            return true;
        });
        driver.await(
                "it is shown",
                () ->
                        count(".reply-foot") > 0
                                && driver.lastReply().answer().text().equals(answer));
    }

    private static void scrollToTop() throws Exception {
        key(KeyCode.HOME);
        driver.await("the question is in sight", () -> count(".question-bubble") > 0);
    }

    private static void scrollToEnd() throws Exception {
        key(KeyCode.END);
        driver.await("the end is in sight", () -> count(".reply-foot") > 0);
    }

    private static void key(KeyCode code) throws Exception {
        driver.onWindow(() -> {
            node(".conversation-flow").requestFocus();
            return true;
        });
        driver.robot.push(code);
    }

    private static long drawnFormulas() {
        return driver.robot.lookup(".formula > .image-view").queryAll().stream()
                .filter(view -> ((ImageView) view).getImage() != null)
                .count();
    }

    private static Color middle(Set<Color> seen) {
        ImageView view = driver.robot.lookup(".formula > .image-view").query();
        var image = view.getImage();
        Color color =
                image.getPixelReader()
                        .getColor((int) image.getWidth() / 2, (int) image.getHeight() / 2);
        seen.clear();
        seen.add(color);
        return color;
    }

    private static Object textColour() {
        return ((Text) driver.robot.lookup(".answer-body .words").query()).getFill();
    }

    private static Node node(String query) {
        return driver.robot.lookup(query).query();
    }

    private static Node labelled(String query, String text) throws Exception {
        return driver.onWindow(() -> labelledNow(query, text));
    }

    private static Node labelledNow(String query, String text) {
        return driver.robot.lookup(query).queryAll().stream()
                .filter(node -> textOf(node).equals(text))
                .findFirst()
                .orElseThrow();
    }

    private static int count(String query) {
        return driver.robot.lookup(query).queryAll().size();
    }

    private static double size(String query) {
        return ((Text) driver.robot.lookup(query).query()).getFont().getSize();
    }

    private static List<String> texts(String query) {
        return driver.robot.lookup(query).queryAll().stream().map(ReadingIT::textOf).toList();
    }

    private static String textOf(Node node) {
        return switch (node) {
            case Text text -> text.getText();
            case Labeled labeled -> labeled.getText();
            default -> "";
        };
    }

    private static String clipboard() throws Exception {
        return driver.onWindow(() -> Clipboard.getSystemClipboard().getString());
    }
}
