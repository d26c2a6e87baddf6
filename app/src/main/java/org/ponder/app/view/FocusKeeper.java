package org.ponder.app.view;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that the keyboard always goes somewhere: what had the focus may leave the window, as a
 * button does that is no longer of use, and JavaFX then gives the focus to nothing.
 */
final class FocusKeeper {
    private final Runnable home;
    private @Nullable Scene scene;

    /**
     * @param home gives the focus to the place where it belongs when it is nowhere
     */
    FocusKeeper(Node window, Runnable home) {
        this.home = home;
        window.sceneProperty().subscribe(this::watch);
    }

    /**
     * Whether the keyboard is at a node or in it. JavaFX's own answer stays true where a control
     * had the keyboard when it was hidden.
     */
    static boolean isWithin(Node place) {
        Scene scene = place.getScene();
        Node node = scene == null ? null : scene.getFocusOwner();
        while (node != null && !node.equals(place)) {
            node = node.getParent();
        }
        return node != null;
    }

    private void watch(@Nullable Scene now) {
        scene = now;
        if (now != null) {
            now.focusOwnerProperty()
                    .subscribe(owner -> {
                        if (owner == null) {
                            // Later: what takes its place may be about to ask for the focus.
                            Platform.runLater(this::bringHome);
                        }
                    });
        }
    }

    private void bringHome() {
        Scene now = scene;
        if (now != null && now.getFocusOwner() == null) {
            home.run();
        }
    }
}
