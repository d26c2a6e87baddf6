package org.ponder.app.view;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Holds the keyboard in what lies over the window: what is behind is still seen, but no key leads
 * there. It is not disabled, which would draw all of it anew, and pale.
 */
final class FocusHold {
    private final Node sheet;
    private final Pane over;

    /** Nothing comes behind it: what is before it is where Tab with Shift begins again. */
    private final Region end = new Region();

    private boolean held;

    /** What had the keyboard last. */
    private @Nullable Node inside;

    /** Where the key that is being pressed leads; null where it leads nowhere. */
    private @Nullable TraversalDirection way;

    /**
     * @param over what lies over the sheet, where the keyboard may go too
     */
    FocusHold(Node sheet, Pane over) {
        this.sheet = sheet;
        this.over = over;
        end.setManaged(false);
        over.getChildren().add(end);
        sheet.addEventFilter(KeyEvent.KEY_PRESSED, this::note);
        over.addEventFilter(KeyEvent.KEY_PRESSED, this::note);
        sheet.sceneProperty()
                .flatMap(Scene::focusOwnerProperty)
                .subscribe(owner -> {
                    if (held && owner != null) {
                        hold(owner);
                    }
                });
    }

    /** Holds it from now on, or no longer. */
    void set(boolean hold) {
        held = hold;
        inside = null;
    }

    private void note(KeyEvent event) {
        way =
                switch (event.getCode()) {
                    case TAB ->
                            event.isShiftDown()
                                    ? TraversalDirection.PREVIOUS
                                    : TraversalDirection.NEXT;
                    case DOWN, RIGHT -> TraversalDirection.NEXT;
                    case UP, LEFT -> TraversalDirection.PREVIOUS;
                    default -> null;
                };
        Platform.runLater(() -> way = null); // by then it has led there
    }

    private void hold(Node owner) {
        if (isInside()) {
            inside = owner;
            return;
        }
        Node before = inside;
        TraversalDirection to = way;
        held = false; // while it is looked for where the keyboard belongs
        if (before != null && to != null) {
            // An arrow key has gone to what is next on the screen, which may be behind.
            before.requestFocusTraversal(to);
        } else if (before != null) {
            before.requestFocus();
        }
        if (!isInside() && to == TraversalDirection.PREVIOUS) {
            end.requestFocusTraversal(to);
        } else if (!isInside()) {
            sheet.requestFocusTraversal(TraversalDirection.NEXT);
        }
        held = true;
        inside = isInside() ? sheet.getScene().getFocusOwner() : null;
    }

    private boolean isInside() {
        return FocusKeeper.isWithin(sheet) || FocusKeeper.isWithin(over);
    }
}
