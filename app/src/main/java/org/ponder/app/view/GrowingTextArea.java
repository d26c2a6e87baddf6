package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;

/** A text area as high as its text, up to a limit from which it scrolls. */
final class GrowingTextArea extends TextArea {
    private static final double LEAST = 40;
    private static final double MOST = 220;
    private static final double AROUND = 14;

    GrowingTextArea() {
        setWrapText(true);
        setMinHeight(LEAST);
        setMaxHeight(MOST);
        setPrefHeight(LEAST);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Node text = lookup(".text");
        if (text instanceof Text shown) {
            double height =
                    Math.clamp(
                            Math.ceil(shown.getLayoutBounds().getHeight()) + AROUND, LEAST, MOST);
            if (Math.abs(height - getPrefHeight()) > 1) {
                // The next layout has the new height; changing it within this one is not allowed.
                javafx.application.Platform.runLater(() -> setPrefHeight(height));
            }
        }
    }
}
