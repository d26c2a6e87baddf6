package org.ponder.app.view;

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
}
