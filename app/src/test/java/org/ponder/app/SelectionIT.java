package org.ponder.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stretch of text that is longer than the window is selected with the mouse. */
class SelectionIT extends OpenWindow {
    private static final String LINE = "A line that is read.\n\n";

    @BeforeEach
    void showALongAnswer() throws Exception {
        String answer = "First of all.\n\n" + LINE.repeat(200) + "Last of all.";
        long id = RichAnswer.keep(driver.viewModel().workspace().store(), null, answer);
        driver.onWindow(() -> {
            driver.viewModel().conversation().open(id, null, () -> {});
            return true;
        });
        driver.await("its end is in sight", () -> driver.shows(".reply-foot"));
        key(KeyCode.HOME);
        driver.await("its beginning is in sight", () -> driver.shows(".question-bubble"));
        driver.await("the answer is drawn", () -> driver.shows(".answer-body .words"));
    }

    private static void key(KeyCode code) throws Exception {
        driver.onWindow(() -> {
            driver.robot.lookup(".conversation-flow").query().requestFocus();
            return true;
        });
        driver.robot.push(code);
    }

    private static String copied() throws Exception {
        driver.onWindow(() -> Clipboard.getSystemClipboard().setContent(Map.of()));
        driver.robot.push(KeyCode.CONTROL, KeyCode.C);
        return driver.onWindow(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
    }

    /** What a hand does with the mouse, wherever the pointer is. */
    private static void mouse(EventType<MouseEvent> what, Node node, Point2D at, boolean shift)
            throws Exception {
        boolean down = what != MouseEvent.MOUSE_RELEASED;
        driver.onWindow(() -> {
            node.fireEvent(
                    new MouseEvent(
                            what,
                            at.getX(),
                            at.getY(),
                            at.getX(),
                            at.getY(),
                            MouseButton.PRIMARY,
                            1,
                            shift,
                            false,
                            false,
                            false,
                            down,
                            false,
                            false,
                            false,
                            false,
                            false,
                            null));
            return true;
        });
    }

    private static Node words(String text) throws Exception {
        return driver.onWindow(() ->
                driver.robot.lookup(".answer-body .words").queryAll().stream()
                        .filter(node -> node instanceof Text words && words.getText().equals(text))
                        .findFirst()
                        .orElseThrow());
    }

    private static Point2D middle(Node node) throws Exception {
        return driver.onWindow(() -> {
            Bounds bounds = node.localToScene(node.getLayoutBounds());
            return new Point2D(bounds.getCenterX(), bounds.getCenterY());
        });
    }

    @Test
    void itGrowsWhileThePointerRestsBelowTheText() throws Exception {
        Node first = words("First of all.");
        Node list = driver.robot.lookup(".conversation-flow").query();
        Point2D below = middle(list).add(0, list.getLayoutBounds().getHeight() / 2 + 30);
        mouse(MouseEvent.MOUSE_PRESSED, first, middle(first), false);
        mouse(MouseEvent.MOUSE_DRAGGED, first, below, false);
        driver.awaitFrames(60);
        String grown = copied();
        assertTrue(grown.length() > 40 * LINE.length(), grown);
        mouse(MouseEvent.MOUSE_RELEASED, list, below, false);
        String all = copied();
        driver.awaitFrames(10);
        assertEquals(all, copied());
    }

    @Test
    void aClickWithShiftEndsWhatAClickHasBegun() throws Exception {
        Node first = words("First of all.");
        mouse(MouseEvent.MOUSE_PRESSED, first, middle(first), false);
        mouse(MouseEvent.MOUSE_RELEASED, first, middle(first), false);
        key(KeyCode.END);
        driver.await("the end is in sight", () -> driver.shows(".reply-foot"));
        driver.awaitFrames(3);
        Node last = words("Last of all.");
        mouse(MouseEvent.MOUSE_PRESSED, last, middle(last), true);
        mouse(MouseEvent.MOUSE_RELEASED, last, middle(last), true);
        String copied = copied();
        assertTrue(copied.length() > 200 * LINE.length(), copied);
    }

    @Test
    void aRightClickOffersToCopyWhatItIsOn() throws Exception {
        driver.robot.rightClickOn(".answer-body .words");
        driver.robot.clickOn("Copy the answer");
        assertTrue(
                driver.onWindow(() -> Clipboard.getSystemClipboard().getString())
                        .endsWith("Last of all."));
    }
}
