package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Block;

/** Nothing but the user moves the place that they read, and their smallest step counts. */
class ReadingPositionIT extends OpenWindow {
    private static final String LONG = "A short paragraph.\n\n".repeat(300).strip();

    @Test
    void aClickBesideTheThumbOfTheScrollBarIsNotUndoneAtTheEnd() throws Exception {
        show(null, LONG);
        Node bar = driver.onWindow(ReadingPositionIT::bar);
        driver.robot.clickOn(driver.robot.point(bar).atPosition(0.5, 0.3).query());
        driver.awaitFrames(5);
        assertFalse(driver.shows(".reply-foot"), "the view went up a page and stays there");
        assertTrue(driver.shows(".jump"));
        driver.press(".jump");
        driver.await("the end is in sight", () -> driver.shows(".reply-foot"));
        driver.awaitFrames(5);
        assertTrue(driver.shows(".reply-foot"));
    }

    @Test
    void theSmallestStepUpFromTheEndIsKeptAndTheWayBackFollowsAgain() throws Exception {
        show(null, LONG);
        double end = bottomOf(".reply-foot");
        scroll(10);
        driver.awaitFrames(5);
        assertEquals(end + 10, bottomOf(".reply-foot"), 1);
        zoom();
        assertTrue(driver.shows(".jump"), "the user is away: what grows does not move them");
        driver.press(".jump");
        driver.awaitFrames(5);
        assertFalse(driver.shows(".jump"));
        scroll(10);
        driver.awaitFrames(5);
        scroll(-10);
        driver.awaitFrames(5);
        zoom();
        assertFalse(driver.shows(".jump"), "the user is at the end: it stays in sight");
    }

    @Test
    void aThoughtThatIsOpenedAtTheEndIsReadFromItsBeginning() throws Exception {
        show("The thought goes on and on. ".repeat(200), "Short.");
        double head = topOf(".thought-head");
        String typed = question();
        driver.onWindow(() -> {
            node(".thought-head .thought-fold").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.SPACE);
        driver.await("it is open", () -> driver.lists(Block.ThoughtText.class));
        driver.awaitFrames(5);
        assertEquals(head, topOf(".thought-head"), 1);
        assertTrue(foldHasTheKeyboard());
        assertTrue(driver.shows(".jump"));
        driver.robot.push(KeyCode.SPACE);
        driver.await("it is folded", () -> !driver.lists(Block.ThoughtText.class));
        driver.awaitFrames(5);
        assertEquals(head, topOf(".thought-head"), 1);
        assertTrue(foldHasTheKeyboard());
        assertFalse(driver.shows(".jump"));
        assertEquals(typed, question(), "no key went there");
    }

    @Test
    void aThoughtThatIsFoldedFromItsFootHasTheKeyboardAtItsHead() throws Exception {
        show("The thought goes on and on. ".repeat(200), "Short.");
        openThought();
        driver.onWindow(() -> {
            node(".conversation-flow").requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.END);
        driver.await("its foot is in sight", () -> driver.shows(".thought-fold-below"));
        foldWithTheKeyboardAt(".thought-fold-below");
    }

    @Test
    void aThoughtThatIsFoldedFromAboveItsTextHasTheKeyboardAtItsHead() throws Exception {
        show("The thought goes on and on. ".repeat(400), "Short.");
        openThought();
        for (int i = 0; i < 4; i++) {
            scroll(-300);
            driver.awaitFrames(2);
        }
        driver.await("its header stays in sight", () -> driver.shows(".sticky"));
        foldWithTheKeyboardAt(".sticky .thought-fold");
    }

    @Test
    void whoReadsOnFromAThoughtKeepsTheKeyboardInTheText() throws Exception {
        show("The thought goes on and on. ".repeat(400), LONG);
        while (!driver.shows(".thought-fold")) {
            scroll(300);
            driver.awaitFrames(2);
        }
        openThought();
        scroll(-400);
        driver.await("its header stays in sight", () -> driver.shows(".sticky"));
        driver.onWindow(() -> {
            node(".sticky .thought-fold").requestFocus();
            return true;
        });
        scroll(-6000);
        driver.await("the thought is out of sight", () -> !driver.shows(".sticky"));
        driver.await("the text has the keyboard", () -> node(".conversation-flow").isFocused());
        driver.awaitFrames(5);
        assertFalse(driver.shows(".thought-head"), "nothing moved them");
    }

    /** From its head, which is in sight. */
    private static void openThought() throws Exception {
        driver.press(".thought-fold");
        driver.await("it is open", () -> driver.lists(Block.ThoughtText.class));
        driver.awaitFrames(5);
    }

    private static void foldWithTheKeyboardAt(String button) throws Exception {
        driver.onWindow(() -> {
            node(button).requestFocus();
            return true;
        });
        driver.robot.push(KeyCode.SPACE);
        driver.await("it is folded", () -> !driver.lists(Block.ThoughtText.class));
        driver.await(
                "its head has the keyboard",
                () -> driver.shows(".thought-head") && foldHasTheKeyboard());
        driver.awaitFrames(5);
        assertTrue(foldHasTheKeyboard(), "and keeps it");
        assertTrue(headIsInSight());
    }

    private static boolean headIsInSight() throws Exception {
        return driver.onWindow(() -> {
            Bounds flow = inScene(".conversation-flow");
            Bounds head = inScene(".thought-head");
            return head.getMinY() >= flow.getMinY() && head.getMaxY() <= flow.getMaxY();
        });
    }

    @Test
    void theKeysThatShowThoughtsMoveNobodyFromTheEnd() throws Exception {
        show("The thought goes on and on. ".repeat(200), "Short.");
        double head = topOf(".thought-head");
        for (ThoughtMode mode : List.of(ThoughtMode.PEEK, ThoughtMode.HIDDEN, ThoughtMode.LIVE)) {
            driver.robot.push(KeyCode.CONTROL, KeyCode.T);
            awaitMode(mode, head);
        }
        driver.robot.push(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN));
        awaitMode(ThoughtMode.HIDDEN, head);
        driver.robot.push(new KeyCodeCombination(KeyCode.D, KeyCombination.SHORTCUT_DOWN));
        awaitMode(ThoughtMode.LIVE, head);
    }

    private static void awaitMode(ThoughtMode mode, double head) throws Exception {
        driver.await(
                "it is shown as " + mode,
                () -> driver.lastReply().thought().modeProperty().get() == mode);
        driver.awaitFrames(5);
        assertEquals(head, topOf(".thought-head"), 1, mode::name);
    }

    @Test
    void moreLinesOfCodeComeBelowThoseThatAreRead() throws Exception {
        show(null, "```\n" + "line\n".repeat(200) + "```\n\nThat is it.");
        double button = topOf(".more-lines");
        double card = topOf(".code-card");
        driver.press(".more-lines");
        driver.await("all of it is shown", () -> !driver.shows(".more-lines"));
        driver.awaitFrames(5);
        assertEquals(card, topOf(".code-card"), 1);
        assertTrue(
                bottomOf(".code-card") > button + 1000,
                "the lines below the button came, far down");
    }

    /** Opens a chat of two turns that is longer than the window; its end is in sight. */
    private static void show(@Nullable String thought, String answer) throws Exception {
        long id =
                RichAnswer.keep(
                        driver.viewModel().workspace().store(),
                        List.of(
                                new RichAnswer.Turn("First?", null, "Nothing yet.\n\n".repeat(40)),
                                new RichAnswer.Turn("And then?", thought, answer)));
        driver.onWindow(() -> {
            driver.viewModel().conversation().open(id, null, () -> {});
            return true;
        });
        driver.await("its end is in sight", () -> driver.shows(".reply-foot"));
        driver.awaitFrames(5);
    }

    /** What stands on the wheel or the touchpad: positive is up. */
    private static void scroll(double pixels) throws Exception {
        driver.onWindow(() -> {
            node(".conversation-flow")
                    .fireEvent(
                            new ScrollEvent(
                                    ScrollEvent.SCROLL,
                                    10,
                                    10,
                                    10,
                                    10,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    false,
                                    0,
                                    pixels,
                                    0,
                                    pixels,
                                    ScrollEvent.HorizontalTextScrollUnits.NONE,
                                    0,
                                    ScrollEvent.VerticalTextScrollUnits.NONE,
                                    0,
                                    0,
                                    null));
            return true;
        });
    }

    /** Has all text grow, as a reply does that goes on. */
    private static void zoom() throws Exception {
        driver.onWindow(() -> {
            driver.viewModel().workspace().preferences().zoom(2);
            return true;
        });
        driver.awaitFrames(5);
    }

    private static boolean foldHasTheKeyboard() throws Exception {
        return driver.onWindow(() -> node(".thought-head .thought-fold").isFocused());
    }

    private static String question() throws Exception {
        return driver.onWindow(() -> ((TextArea) node("#question")).getText());
    }

    /** Of the conversation. */
    private static Node bar() {
        return driver.robot.lookup(".conversation .scroll-bar:vertical").queryAll().stream()
                .filter(bar -> bar.isVisible() && bar.getLayoutBounds().getHeight() > 300)
                .findFirst()
                .orElseThrow();
    }

    private static double topOf(String query) throws Exception {
        return driver.onWindow(() -> inScene(query).getMinY());
    }

    private static double bottomOf(String query) throws Exception {
        return driver.onWindow(() -> inScene(query).getMaxY());
    }

    private static Bounds inScene(String query) {
        Node node = node(query);
        return node.localToScene(node.getLayoutBounds());
    }

    private static Node node(String query) {
        return driver.robot.lookup(query).query();
    }
}
