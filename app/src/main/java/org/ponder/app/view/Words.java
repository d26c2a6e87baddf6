package org.ponder.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;
import javafx.scene.text.HitInfo;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import javafx.scene.text.TextFlow;
import org.ponder.app.markdown.Span;
import org.ponder.app.markdown.SpanStyle;
import org.ponder.app.viewmodel.FindViewModel;

/**
 * Running text with formulas in it. New text changes only what differs, so that a long paragraph
 * which grows costs its last words. A formula counts as long as its source.
 */
class Words extends Region {
    private final TextFlow flow = new TextFlow();
    private final Path found = new Path();
    private final Path foundNow = new Path();
    private final Path marked = new Path();
    private final SpanNodes nodes;
    private List<Span> spans = List.of();
    private final List<FormulaNode> formulas = new ArrayList<>();

    Words(SpanNodes nodes) {
        this.nodes = nodes;
        for (Path path : List.of(found, foundNow, marked)) {
            path.setManaged(false);
            path.setMouseTransparent(true);
        }
        found.getStyleClass().add("found");
        foundNow.getStyleClass().addAll("found", "now");
        marked.getStyleClass().add("selection");
        flow.getStyleClass().add("flow");
        flow.setMinWidth(0);
        getStyleClass().add("text-pane");
        getChildren().addAll(found, foundNow, marked, flow);
    }

    /** Shows these; nodes of spans that are shown already stay. */
    final void show(List<Span> now) {
        List<Node> children = flow.getChildren();
        int same = 0;
        while (same < Math.min(now.size(), spans.size()) && now.get(same).equals(spans.get(same))) {
            same++;
        }
        if (same == now.size() && same == spans.size()) {
            return;
        }
        if (same < now.size()
                && same == spans.size() - 1
                && isWords(now.get(same))
                && now.get(same).styles().equals(spans.get(same).styles())
                && now.get(same).target() == null
                && spans.get(same).target() == null
                && children.get(same) instanceof Text last) {
            last.setText(now.get(same).text());
            same++;
        }
        List<Node> more = new ArrayList<>();
        for (int i = same; i < now.size(); i++) {
            more.add(node(now.get(i), i));
        }
        if (same == children.size()) {
            children.addAll(more);
        } else {
            children.subList(same, children.size()).clear();
            children.addAll(more);
        }
        spans = List.copyOf(now);
        findFormulas();
        requestLayout();
    }

    private static boolean isWords(Span span) {
        return !span.styles().contains(SpanStyle.FORMULA);
    }

    private Node node(Span span, int index) {
        return nodes.node(span, () -> showSource(index, span));
    }

    /** A formula that cannot be drawn is read as it was written. */
    private void showSource(int index, Span span) {
        // Not in the middle of the layout that asked for the formula.
        Platform.runLater(() -> {
            if (index < spans.size()
                    && spans.get(index).equals(span)
                    && flow.getChildren().get(index) instanceof FormulaNode) {
                flow.getChildren().set(index, nodes.text(span));
                findFormulas();
                requestLayout();
            }
        });
    }

    private void findFormulas() {
        formulas.clear();
        for (Node node : flow.getChildren()) {
            if (node instanceof FormulaNode formula) {
                formulas.add(formula);
            }
        }
    }

    final void align(TextAlignment alignment) {
        flow.setTextAlignment(alignment);
    }

    /** The widest formula's width. */
    final double widestFormula() {
        return formulas.stream().mapToDouble(FormulaNode::naturalWidth).max().orElse(0);
    }

    /** The place in the text nearest to a point of the scene. */
    final int placeAt(double sceneX, double sceneY) {
        return hit(sceneX, sceneY, HitInfo::getInsertionIndex);
    }

    /** The character nearest to a point of the scene, on whichever half of it the point is. */
    final int letterAt(double sceneX, double sceneY) {
        return hit(sceneX, sceneY, HitInfo::getCharIndex);
    }

    private int hit(double sceneX, double sceneY, ToIntFunction<HitInfo> index) {
        Point2D local = flow.sceneToLocal(sceneX, sceneY);
        if (local.getY() < 0) {
            return 0;
        }
        int place = index.applyAsInt(flow.getHitInfo(local));
        int before = 0;
        for (int i = 0; i < spans.size(); i++) {
            int shown = shownLength(i);
            int length = spans.get(i).text().length();
            if (place < shown || (place == shown && i == spans.size() - 1)) {
                return before + (shown == length ? place : place == 0 ? 0 : length);
            }
            place -= shown;
            before += length;
        }
        return before;
    }

    /** Marks some characters as selected. */
    final void mark(int start, int end) {
        if (end > start) {
            marked.getElements().setAll(shapeOf(start, end));
        } else if (!marked.getElements().isEmpty()) {
            marked.getElements().clear();
        }
    }

    /**
     * Marks what was found.
     *
     * @param marks in a text of which this one is a part
     * @param begin of this one in that text
     * @param end of this one in that text
     */
    final void markFound(List<FindViewModel.Mark> marks, int begin, int end) {
        if (marks.isEmpty() && found.getElements().isEmpty() && foundNow.getElements().isEmpty()) {
            return;
        }
        found.getElements().clear();
        foundNow.getElements().clear();
        for (FindViewModel.Mark mark : marks) {
            int from = Math.max(mark.range().start(), begin);
            int to = Math.min(mark.range().end(), end);
            if (from < to) {
                (mark.current() ? foundNow : found)
                        .getElements()
                        .addAll(shapeOf(from - begin, to - begin));
            }
        }
    }

    /** Where some characters are, in the scene. */
    final Bounds boundsOf(int start, int end) {
        Path shape = new Path(shapeOf(start, end));
        return localToScene(
                shape.getElements().isEmpty() ? getLayoutBounds() : shape.getBoundsInLocal());
    }

    /** What lies behind some characters. */
    private PathElement[] shapeOf(int start, int end) {
        return flow.getRangeShape(shown(start, false), shown(end, true), true);
    }

    /** Where a place of the text is among what is shown; half a formula is the whole one. */
    private int shown(int place, boolean end) {
        int before = 0;
        int rest = place;
        for (int i = 0; i < spans.size(); i++) {
            int length = spans.get(i).text().length();
            int shown = shownLength(i);
            if (rest <= length) {
                if (shown == length) {
                    return before + rest;
                }
                boolean inFront = rest == 0 || (!end && rest < length);
                return inFront ? before : before + 1;
            }
            before += shown;
            rest -= length;
        }
        return before;
    }

    private int shownLength(int index) {
        return flow.getChildren().get(index) instanceof FormulaNode
                ? 1
                : spans.get(index).text().length();
    }

    private void fitFormulas(double width) {
        for (FormulaNode formula : formulas) {
            formula.setAvailable(width > 0 ? width : Double.MAX_VALUE);
        }
    }

    @Override
    public final double getBaselineOffset() {
        return flow.getBaselineOffset();
    }

    @Override
    public final Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected final double computeMinWidth(double height) {
        return 0;
    }

    @Override
    protected final double computePrefWidth(double height) {
        fitFormulas(-1);
        return flow.prefWidth(height);
    }

    @Override
    protected final double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected final double computePrefHeight(double width) {
        fitFormulas(width);
        return flow.prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        fitFormulas(getWidth());
        flow.resizeRelocate(0, 0, getWidth(), getHeight());
        flow.layout();
    }
}
