package org.ponder.app.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Marks what has the keyboard, for the stylesheet, while the user works with keys. JavaFX's own
 * mark is missing where a key other than Tab has moved the keyboard.
 */
final class FocusRing {
    /** What has the keyboard and was given it, or used, by a key. */
    static final PseudoClass BY_KEY = PseudoClass.getPseudoClass("by-key");

    private boolean keys;
    private @Nullable Node marked;

    FocusRing(Node window) {
        window.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (!event.getCode().isModifierKey()) {
                        keys = true;
                        mark(ownerIn(window.getScene()));
                    }
                });
        window.addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                event -> {
                    keys = false;
                    mark(null);
                });
        window.sceneProperty()
                .subscribe(scene -> {
                    if (scene != null) {
                        // Whoever was told before may have moved it on.
                        scene.focusOwnerProperty()
                                .subscribe(owner -> mark(keys ? scene.getFocusOwner() : null));
                    }
                });
    }

    private static @Nullable Node ownerIn(@Nullable Scene scene) {
        return scene == null ? null : scene.getFocusOwner();
    }

    private void mark(@Nullable Node owner) {
        Node before = marked;
        if (before != null && !before.equals(owner)) {
            before.pseudoClassStateChanged(BY_KEY, false);
        }
        if (owner != null) {
            owner.pseudoClassStateChanged(BY_KEY, true);
        }
        marked = owner;
    }
}
