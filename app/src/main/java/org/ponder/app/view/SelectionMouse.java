package org.ponder.app.view;

import java.text.BreakIterator;
import javafx.scene.Node;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.fxmisc.flowless.VirtualFlow;
import org.fxmisc.flowless.VirtualFlowHit;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.TextSelection;

/** Selects text with the mouse: dragging, a word by two clicks, a block by three. */
final class SelectionMouse {
    private final VirtualFlow<Block, BlockCell> flow;
    private final TextSelection selection;
    private boolean selecting;

    SelectionMouse(VirtualFlow<Block, BlockCell> flow, TextSelection selection) {
        this.flow = flow;
        this.selection = selection;
        // Before a card that scrolls sideways takes it for its own.
        flow.addEventFilter(MouseEvent.MOUSE_PRESSED, this::pressed);
        flow.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressedBeside);
        flow.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
        flow.addEventHandler(MouseEvent.MOUSE_RELEASED, event -> selecting = false);
    }

    private void pressed(MouseEvent event) {
        TextSurface pane = paneOf(event.getTarget() instanceof Node node ? node : null);
        if (event.getButton() != MouseButton.PRIMARY || pane == null) {
            return;
        }
        event.consume();
        flow.requestFocus();
        selecting = true;
        double x = event.getSceneX();
        double y = event.getSceneY();
        switch (event.getClickCount()) {
            case 1 -> selection.begin(pane.block(), pane.offsetAt(x, y));
            case 2 -> selectWord(pane.block(), pane.characterAt(x, y));
            default -> selection.select(pane.block(), 0, pane.block().text().length());
        }
    }

    private void pressedBeside(MouseEvent event) {
        if (event.getButton() == MouseButton.PRIMARY) {
            flow.requestFocus();
            selecting = false;
            selection.clear();
        }
    }

    private void dragged(MouseEvent event) {
        if (!selecting) {
            return;
        }
        double y = flow.sceneToLocal(event.getSceneX(), event.getSceneY()).getY();
        if (y < 0) {
            flow.scrollYBy(Math.max(y, -40));
        } else if (y > flow.getHeight()) {
            flow.scrollYBy(Math.min(y - flow.getHeight(), 40));
        }
        double inside = Math.clamp(y, 0, Math.max(0, flow.getHeight() - 1));
        VirtualFlowHit<BlockCell> hit = flow.hit(flow.getWidth() / 2, inside);
        if (hit.isCellHit()) {
            TextSurface pane = hit.getCell().text();
            if (pane != null) {
                selection.extend(pane.block(), pane.offsetAt(event.getSceneX(), event.getSceneY()));
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
