package org.ponder.app.view;

import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * Two things at the ends of a line. Where the line has no room for both, the second one stands
 * below the first, which then may take the whole line.
 */
class EndsPane extends Region {
    private static final double GAP = 8;

    private final Node start;
    private final Node end;

    /** Whether the second one stands at the other end of the line, or right behind the first. */
    private final boolean apart;

    EndsPane(Node start, Node end, boolean apart) {
        this.start = start;
        this.end = end;
        this.apart = apart;
        getChildren().addAll(start, end);
    }

    @Override
    public final Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    /** Whether both have room in so much width, the second one at its least. */
    private boolean onOneLine(double width) {
        double least = end.minWidth(-1);
        return start.prefWidth(-1) + (least > 0 ? GAP + least : 0) <= width;
    }

    private double widthOfStart(double width) {
        return snapSizeX(Math.min(start.prefWidth(-1), width));
    }

    private double widthOfEnd(double width) {
        double room = onOneLine(width) ? Math.max(0, width - widthOfStart(width) - GAP) : width;
        return snapSizeX(Math.min(end.prefWidth(-1), room));
    }

    @Override
    protected final double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected final double computePrefWidth(double height) {
        Insets insets = getInsets();
        return insets.getLeft()
                + snapSizeX(start.prefWidth(-1))
                + GAP
                + snapSizeX(end.prefWidth(-1))
                + insets.getRight();
    }

    @Override
    protected final double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected final double computePrefHeight(double width) {
        Insets insets = getInsets();
        double inner = width < 0 ? Double.MAX_VALUE : width - insets.getLeft() - insets.getRight();
        double above = snapSizeY(start.prefHeight(widthOfStart(inner)));
        double other = snapSizeY(end.prefHeight(widthOfEnd(inner)));
        return insets.getTop()
                + (onOneLine(inner) ? Math.max(above, other) : above + other)
                + insets.getBottom();
    }

    @Override
    protected final void layoutChildren() {
        Insets insets = getInsets();
        double inner = getWidth() - insets.getLeft() - insets.getRight();
        double room = getHeight() - insets.getTop() - insets.getBottom();
        double first = widthOfStart(inner);
        double second = widthOfEnd(inner);
        double above = snapSizeY(start.prefHeight(first));
        double other = snapSizeY(end.prefHeight(second));
        boolean line = onOneLine(inner);
        double top = insets.getTop();
        // On one line both are in its middle.
        double startY = line ? top + (room - above) / 2 : top;
        double endY = line ? top + (room - other) / 2 : top + above;
        double behind = line ? first + GAP : 0;
        double endX = apart ? inner - second : behind;
        start.resizeRelocate(insets.getLeft(), snapPositionY(startY), first, above);
        end.resizeRelocate(
                snapPositionX(insets.getLeft() + endX), snapPositionY(endY), second, other);
    }
}
