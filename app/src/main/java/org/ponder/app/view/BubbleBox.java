package org.ponder.app.view;

import javafx.geometry.Orientation;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Sets a question at the right, no wider than it needs and than a good part of the column. */
final class BubbleBox extends Region {
    private static final double MOST_SHARE = 0.82;
    private final VBox content;

    BubbleBox(VBox content) {
        this.content = content;
        getChildren().add(content);
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return content.prefHeight(contentWidth(width));
    }

    @Override
    protected void layoutChildren() {
        double width = contentWidth(getWidth());
        content.resizeRelocate(getWidth() - width, 0, width, getHeight());
    }

    private double contentWidth(double width) {
        double most = width < 0 ? Column.MOST_WIDTH : width * MOST_SHARE;
        return snapSizeX(Math.min(most, content.prefWidth(-1)));
    }
}
