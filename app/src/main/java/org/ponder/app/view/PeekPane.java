package org.ponder.app.view;

import javafx.geometry.Insets;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/** The last lines of a text at a fixed height: the text stands on the lower edge. */
final class PeekPane extends Region {
    private static final double HEIGHT = 104;
    private final TextPane text;
    private final Region view = new Region();
    private final Rectangle clip = new Rectangle();

    PeekPane(TextPane text) {
        this.text = text;
        view.setMouseTransparent(true);
        view.getStyleClass().add("peek-shade");
        getChildren().addAll(text, view);
        text.setClip(clip);
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double width = getWidth() - insets.getLeft() - insets.getRight();
        double visible = getHeight() - insets.getTop() - insets.getBottom();
        double height = text.prefHeight(width);
        text.resizeRelocate(
                insets.getLeft(), getHeight() - insets.getBottom() - height, width, height);
        clip.setX(0);
        clip.setY(Math.max(0, height - visible));
        clip.setWidth(width);
        clip.setHeight(Math.min(visible, height));
        view.resizeRelocate(insets.getLeft(), insets.getTop(), width, Math.min(24, visible));
        view.setVisible(height > visible);
    }
}
