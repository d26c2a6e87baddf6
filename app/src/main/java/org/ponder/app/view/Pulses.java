package org.ponder.app.view;

import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;

/** Runs things in the frames that are drawn anyway, so that an idle window stays idle. */
final class Pulses {
    private Pulses() {}

    /** Runs a task after each layout of the scene that the node is in. */
    static void afterLayout(Node node, Runnable task) {
        node.sceneProperty()
                .subscribe((before, now) -> {
                    if (before != null) {
                        before.removePostLayoutPulseListener(task);
                    }
                    if (now != null) {
                        now.addPostLayoutPulseListener(task);
                    }
                });
    }

    /**
     * Runs a task when the next frame is drawn: what nobody misses in a frame that has much to lay
     * out comes after it.
     */
    static void afterFrame(Runnable task) {
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                stop();
                Platform.runLater(task); // the frame's layout comes first
            }
        }.start();
    }
}
