package org.ponder.app.view;

import java.text.BreakIterator;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualFlowHit;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.TextSelection;

/** Selects text with the mouse: dragging, a word by two clicks, a block by three. */
final class SelectionMouse {
    /** How often it scrolls on while the pointer rests outside. */
    private static final Duration MOMENT = Duration.millis(30);

    /** The most that it scrolls by at once. */
    private static final double MOST = 40;

    private final VirtualFlow<Block, BlockCell> flow;
    private final TextSelection selection;
    private final Timeline again = new Timeline(new KeyFrame(MOMENT, event -> drag()));
    private boolean selecting;

    /** Where the pointer is in the scene. */
    private double x;

    private double y;

    SelectionMouse(VirtualFlow<Block, BlockCell> flow, TextSelection selection) {
        this.flow = flow;
        this.selection = selection;
        // Before a card that scrolls sideways takes it for its own.
        flow.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressedBeside);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        flow.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> end());
        again.setCycleCount(Animation.INDEFINITE);
    }

    private void pressed(MouseEvent event) {
        TextSurface pane = paneOf(event.getTarget() instanceof Node node ? node : null);
        if (event.getButton() != MouseButton.PRIMARY || pane == null) {
            return;
        }
        event.consume();
        flow.requestFocus();
        selecting = true;
        point(event);
        switch (event.getClickCount()) {
            case 1 -> select(pane, event.isShiftDown());
            case 2 -> selectWord(pane.block(), pane.characterAt(x, y));
            default -> selection.select(pane.block(), 0, pane.block().text().length());
        }
    }

    private void pressedBeside(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            flow.requestFocus();
            end();
            selection.clear();
        }
    }

    private void point(MouseEvent event) {
        x = event.getSceneX();
        y = event.getSceneY();
    }

    /** From where the selection began, where it is to be extended; from here otherwise. */
    private void select(TextSurface pane, boolean extend) {
        int offset = pane.offsetAt(x, y);
        if (extend) {
            selection.extend(pane.block(), offset);
        }
        if (!extend || selection.isEmpty()) {
            selection.begin(pane.block(), offset);
        }
    }

    private void end() {
        selecting = false;
        again.stop();
    }

    private void dragged(MouseEvent event) {
        if (selecting) {
            point(event);
            drag();
        }
    }

    /** Selects up to the pointer; where that rests outside, it scrolls there on and on. */
    private void drag() {
        double at = flow.sceneToLocal(x, y).getY();
        double beyond = at < 0 ? at : Math.max(0, at - flow.getHeight());
        if (beyond == 0) {
            again.stop();
        } else {
            flow.scrollYBy(Math.clamp(beyond, -MOST, MOST));
            again.play();
        }
        double inside = Math.clamp(at, 0, Math.max(0, flow.getHeight() - 1));
        VirtualFlowHit<BlockCell> hit = flow.hit(flow.getWidth() / 2, inside);
        if (hit.isCellHit()) {
            TextSurface pane = hit.getCell().text();
            if (pane != null) {
                selection.extend(pane.block(), pane.offsetAt(x, y));
            }
        }
    }

    private void selectWord(Block block, int character) {
        String text = block.text();
        if (text.isEmpty()) {
            return;
        }
        BreakIterator words = BreakIterator.getWordInstance();
        words.setText(text);
        int end = words.following(Math.clamp(character, 0, text.length() - 1));
        selection.select(block, words.previous(), end);
    }

    /** The text that a node is in; null where it is in none. */
    static @Nullable TextSurface paneOf(@Nullable Node start) {
        Node node = start;
        while (node != null && !(node instanceof ScrollBar)) {
            if (node instanceof TextSurface pane) {
                return pane;
            }
            node = node.getParent();
        }
        return null;
    }
}
