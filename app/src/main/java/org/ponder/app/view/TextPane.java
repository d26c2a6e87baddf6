package org.ponder.app.view;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.FindViewModel;
import org.ponder.app.viewmodel.TextSelection;

/** Running text whose selection goes on from one block to the next. */
final class TextPane extends Region {
    private final TextFlow flow = new TextFlow();
    private final Path marked = new Path();
    private final Path found = new Path();
    private final Path foundNow = new Path();
    private final Block block;
    private final TextSelection selection;

    TextPane(Block block, TextSelection selection) {
        this.block = block;
        this.selection = selection;
        for (Path mark : List.of(marked, found, foundNow)) {
            mark.setManaged(false);
            mark.setMouseTransparent(true);
        }
        marked.getStyleClass().add("selection");
        found.getStyleClass().add("found");
        foundNow.getStyleClass().addAll("found", "now");
        flow.getStyleClass().add("flow");
        flow.setMinWidth(0);
        getStyleClass().add("text-pane");
        getChildren().addAll(found, foundNow, marked, flow);
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** Shows one piece of text in one style. */
    void show(String text) {
        if (flow.getChildren().size() == 1 && flow.getChildren().getFirst() instanceof Text only) {
            only.setText(text);
        } else {
            Text words = new Text(text);
            words.getStyleClass().add("words");
            flow.getChildren().setAll(words);
        }
        setAccessibleText(text);
        requestLayout();
    }

    /** Shows pieces of text, each in its own style. */
    void show(List<Text> pieces, String plain) {
        flow.getChildren().setAll(pieces);
        setAccessibleText(plain);
        requestLayout();
    }

    Block block() {
        return block;
    }

    /** The place in the text nearest to a point of the scene. */
    int offsetAt(double sceneX, double sceneY) {
        Point2D local = flow.sceneToLocal(sceneX, sceneY);
        if (local.getY() < 0) {
            return 0;
        }
        return flow.getHitInfo(local).getInsertionIndex();
    }

    /** Draws anew what of the selection is here, and what was found here. */
    void markSelection() {
        found.getElements().clear();
        foundNow.getElements().clear();
        for (FindViewModel.Mark mark : selection.found(block)) {
            TextSelection.Range range = mark.range();
            (mark.current() ? foundNow : found)
                    .getElements()
                    .addAll(flow.getRangeShape(range.start(), range.end(), true));
        }
        TextSelection.Range range = selection.within(block);
        if (range.isEmpty()) {
            marked.getElements().clear();
        } else {
            marked.getElements().setAll(flow.getRangeShape(range.start(), range.end(), true));
        }
    }

    /** Where some characters are, in the scene. */
    Bounds boundsOf(TextSelection.Range range) {
        Path shape = new Path(flow.getRangeShape(range.start(), range.end(), true));
        return flow.localToScene(
                shape.getElements().isEmpty() ? flow.getLayoutBounds() : shape.getBoundsInLocal());
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
        return flow.prefWidth(height);
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefHeight(double width) {
        return flow.prefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        flow.resizeRelocate(0, 0, getWidth(), getHeight());
        flow.layout();
        markSelection();
    }
}
