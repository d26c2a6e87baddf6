package org.ponder.app.view;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/** Sets its content in the middle, no wider than lines are good to read. */
final class Column extends Region {
    static final double MOST_WIDTH = 760;
    private static final double MARGIN = 24;

    private final Node content;
    private double margin = MARGIN;

    Column(Node content) {
        this.content = content;
        getChildren().add(content);
    }

    Node content() {
        return content;
    }

    /** Leaves so much room at either side of it. */
    void setMargin(double pixels) {
        margin = pixels;
        requestLayout();
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
    protected double computePrefWidth(double height) {
        return MOST_WIDTH + 2 * margin;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        Insets insets = getInsets();
        double available = width < 0 ? MOST_WIDTH : contentWidth(width);
        return insets.getTop() + snapSizeY(content.prefHeight(available)) + insets.getBottom();
    }

    @Override
    protected void layoutChildren() {
        Insets insets = getInsets();
        double width = contentWidth(getWidth());
        double x = snapPositionX((getWidth() - width) / 2);
        content.resizeRelocate(
                x, insets.getTop(), width, getHeight() - insets.getTop() - insets.getBottom());
    }

    private double contentWidth(double width) {
        return snapSizeX(Math.max(0, Math.min(MOST_WIDTH, width - 2 * margin)));
    }
}
