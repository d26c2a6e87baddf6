package org.ponder.app.view;

import java.util.List;
import java.util.Set;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.text.TextAlignment;
import org.ponder.app.markdown.MarkdownBlock;
import org.ponder.app.markdown.Span;
import org.ponder.app.markdown.SpanStyle;
import org.ponder.app.viewmodel.Block;

/** A formula on a line of its own, in the middle; one that is wider than the column scrolls. */
final class FormulaCard extends Region {
    /** A formula that is a little too wide is set smaller first. */
    private static final double SMALLEST = 0.8;

    private final TextPane words;
    private final ScrollPane scroll;
    private final SideScroll sideways;

    FormulaCard(Block block, CellContext context) {
        words = new TextPane(block, context);
        words.align(TextAlignment.CENTER);
        scroll = new ScrollPane(words);
        scroll.getStyleClass().add("code-scroll");
        scroll.setVbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setFocusTraversable(false);
        sideways = new SideScroll(this, context.texts(), "formula", scroll);
        getStyleClass().add("formula-card");
        getChildren().add(scroll);
    }

    void show(MarkdownBlock.Formula formula) {
        setAccessibleText(formula.source());
        words.showAll(List.of(new Span(formula.source(), Set.of(SpanStyle.FORMULA), null)));
    }

    TextPane text() {
        return words;
    }

    private double contentWidth(double width) {
        return Math.max(width, words.widestFormula() * SMALLEST);
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
        double inside = contentWidth(width);
        return snapSizeY(words.prefHeight(inside))
                + (inside > width && width > 0 ? SideScroll.BAR : 0);
    }

    @Override
    protected void layoutChildren() {
        boolean wide = contentWidth(getWidth()) > getWidth();
        words.setMinWidth(wide ? contentWidth(getWidth()) : 0);
        sideways.setWide(wide);
        scroll.resizeRelocate(0, 0, getWidth(), getHeight());
    }
}
