package org.ponder.app.view;

import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.TextArea;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A text area as high as its text, up to a limit from which it scrolls. */
final class GrowingTextArea extends TextArea {
    private static final double LEAST = 40;
    private static final double MOST = 220;
    private static final double AROUND = 14;

    private @Nullable Text shown;

    GrowingTextArea() {
        setWrapText(true);
        setMinHeight(LEAST);
        setMaxHeight(MOST);
        setPrefHeight(LEAST);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        for (Node node : lookupAll(".text")) {
            // Its text is in a group; beside that is what it says while it is empty.
            if (node instanceof Text text
                    && node.getParent() instanceof Group
                    && !text.equals(shown)) {
                shown = text;
                // It is laid out after this area, whose letters or width may have changed.
                text.layoutBoundsProperty().subscribe(bounds -> fit(bounds.getHeight()));
            }
        }
    }

    private void fit(double textHeight) {
        double height = Math.clamp(Math.ceil(textHeight) + AROUND, LEAST, MOST);
        if (Math.abs(height - getPrefHeight()) > 1) {
            // The next layout has the new height; changing it within this one is not allowed.
            Platform.runLater(() -> setPrefHeight(height));
        }
    }
}
