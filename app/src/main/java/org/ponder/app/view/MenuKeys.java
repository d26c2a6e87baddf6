package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Window;

/**
 * Keeps the arrows to the sides in an open menu. It has them first, for its menus within menus; on
 * a line without one it leaves them to the window behind it, which would move the keyboard there.
 */
final class MenuKeys {
    private MenuKeys() {}

    /** Does so for the menus over a window, of which this is the content. */
    static void keepFrom(Node window) {
        window.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if ((event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT)
                            && Window.getWindows().stream()
                                    .anyMatch(ContextMenu.class::isInstance)) {
                        event.consume();
                    }
                });
    }
}
