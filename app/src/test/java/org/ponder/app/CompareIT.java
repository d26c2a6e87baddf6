package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.fxmisc.flowless.VirtualFlow;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.GenerationSettings;

/** Two versions of a reply stand side by side in the real window. */
class CompareIT extends OpenWindow {

    /** Asks Pebble, and has it go on from the same thought with another ninth line. */
    static void askTwice(WindowDriver driver) throws Exception {
        driver.generate(GenerationSettings.defaults().withSeed(true, 7));
        driver.ask("How many r's are in strawberry?");
        driver.awaitFinished();
        driver.onWindow(() -> {
            String thought = driver.lastReply().thought().text();
            driver.viewModel()
                    .conversation()
                    .editThought(
                            driver.lastReply(),
                            thought.substring(0, thought.indexOf("9. r")) + "9. r no\n",
                            driver.viewModel().composer().choice(),
                            kept -> {});
            return true;
        });
        driver.await("there are two versions", () -> driver.lastReply().place().versions() == 2);
        driver.awaitFinished();
    }

    private static Node find(String query) {
        return driver.robot.lookup(query).query();
    }

    private static String text(String query) throws Exception {
        return driver.onWindow(() -> ((Labeled) find(query)).getText());
    }

    private static VirtualFlow<?, ?> flow(String side) {
        return (VirtualFlow<?, ?>) find("#compare-" + side + " .compare-flow");
    }

    private static boolean isFocused(String query) throws Exception {
        return driver.onWindow(() -> find(query).isFocused());
    }

    @Test
    void twoVersionsOfAReplyStandSideBySide() throws Exception {
        askTwice(driver);
        driver.press(".compare-versions");
        driver.await(
                "both are shown",
                () -> driver.shows("#compare") && text("#compare-difference").contains("Thoughts"));
        driver.awaitFrames(2);
        assertEquals("1/2", text("#compare-left .compare-number"));
        assertEquals("2/2", text("#compare-right .compare-number"));
        assertTrue(driver.shows("#compare-left .thought-parting"));
        assertTrue(driver.shows("#compare-right .thought-parting"));
        Bounds left = driver.onWindow(() -> bounds("#compare-left"));
        Bounds right = driver.onWindow(() -> bounds("#compare-right"));
        assertTrue(left.getMaxX() <= right.getMinX());
        assertEquals(left.getWidth(), right.getWidth(), 1);
        Bounds window =
                driver.onWindow(() -> find("#compare").getScene().getRoot().getLayoutBounds());
        assertTrue(right.getMaxX() <= window.getMaxX() && right.getMaxY() <= window.getMaxY());
        assertTrue(right.getHeight() > window.getHeight() / 2);
        driver.await(
                "the text at the left has the keyboard",
                () -> isFocused("#compare-left .compare-flow"));
        driver.robot.push(KeyCode.CONTROL, KeyCode.A);
        driver.robot.push(KeyCode.CONTROL, KeyCode.C);
        String answer = driver.onWindow(() -> Clipboard.getSystemClipboard().getString());
        assertTrue(answer.contains("3 times"), answer);
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the sheet is gone", () -> !driver.shows("#compare"));
    }

    private static Bounds bounds(String query) {
        Node node = find(query);
        return node.localToScene(node.getLayoutBounds());
    }

    @Test
    void longThoughtsScrollTogetherAndApart() throws Exception {
        dropLongThoughts();
        driver.await("the chat is there", () -> !driver.chats().isEmpty());
        driver.onWindow(() -> {
            driver.viewModel().open(driver.chats().getFirst());
            return true;
        });
        driver.awaitFinished();
        driver.robot.clickOn("#question");
        driver.robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.C);
        driver.await(
                "both are shown",
                () ->
                        driver.shows("#compare")
                                && text("#compare-difference")
                                        .startsWith("Different answers: 3 and 2."));
        driver.awaitFrames(2);
        assertTrue(
                driver.onWindow(() -> flow("right").visibleCells().size()) < 30,
                "what is out of sight has no nodes");
        driver.robot.push(KeyCode.END);
        driver.await("both are at their ends", () -> atEnd("left") && atEnd("right"));
        driver.robot.push(KeyCode.HOME);
        driver.await(
                "both are at their beginnings",
                () ->
                        flow("left").getFirstVisibleIndex() == 0
                                && flow("right").getFirstVisibleIndex() == 0);
        driver.press("#compare-together");
        driver.onWindow(() -> {
            flow("left").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.END);
        driver.await("the left one is at its end", () -> atEnd("left"));
        driver.awaitFrames(3);
        assertEquals(0, driver.onWindow(() -> flow("right").getFirstVisibleIndex()));
        driver.press("#compare-show-parting");
        driver.await(
                "the place where they part is in sight at both sides",
                () ->
                        driver.shows("#compare-left .thought-parting")
                                && driver.shows("#compare-right .thought-parting"));
        assertFalse(atEnd("left"));
        driver.robot.push(KeyCode.ESCAPE);
        driver.await("the keyboard is back", () -> isFocused("#question"));
    }

    private static boolean atEnd(String side) throws Exception {
        return driver.shows("#compare-" + side + " .answer-body");
    }

    /** A chat with two versions of a reply, whose thoughts have about 50,000 and 20,000 tokens. */
    private void dropLongThoughts() throws Exception {
        String common = lines("The sum of the first numbers is", 40);
        driver.drop(
                Files.writeString(
                        data.resolve("long.json"),
                        """
                        {"format": "ponder-conversations", "version": 1, "conversations": [
                         {"title": "Long", "shown": [1, 3], "messages": [
                          {"id": 1, "role": "user", "content": "How many?"},
                          {"id": 2, "parent": 1, "role": "assistant", "content": "It is \\\\(\\\\boxed{3}\\\\).",
                           "thought": "%s",
                           "reply": {"state": "COMPLETE", "thoughtEnd": "CLOSED"}},
                          {"id": 3, "parent": 1, "role": "assistant", "content": "\\\\(\\\\boxed{2}\\\\)",
                           "thought": "%s",
                           "reply": {"state": "COMPLETE", "thoughtEnd": "CLOSED"}}]}]}
                        """
                                .formatted(
                                        common + lines("Wait, let me check number", 4000),
                                        common + lines("Alternatively, take number", 1600))));
    }

    private static String lines(String beginning, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> beginning + " \\\\(x_{" + i + "}\\\\) and see.\\n")
                .collect(Collectors.joining());
    }
}
