package org.ponder.app.view;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.shape.Path;
import org.ponder.app.markdown.Span;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.FindViewModel;
import org.ponder.app.viewmodel.TextSelection;

/** Running text whose selection goes on from one block to the next. */
final class TextPane extends Words implements TextSurface {
    private final Path found = new Path();
    private final Path foundNow = new Path();
    private final Block block;
    private final TextSelection selection;

    TextPane(Block block, CellContext context) {
        super(context.spans());
        this.block = block;
        this.selection = context.selection();
        for (Path mark : List.of(found, foundNow)) {
            mark.setManaged(false);
            mark.setMouseTransparent(true);
        }
        found.getStyleClass().add("found");
        foundNow.getStyleClass().addAll("found", "now");
        getChildren().addAll(0, List.of(found, foundNow));
        setAccessibleRole(AccessibleRole.TEXT);
    }

    /** Shows one piece of text in one style. */
    void show(String text) {
        showAll(List.of(Span.plain(text)));
    }

    /** Shows pieces of text, each in its own style. */
    void showAll(List<Span> spans) {
        show(spans);
        setAccessibleText(spans.stream().map(Span::text).collect(Collectors.joining()));
    }

    @Override
    public Block block() {
        return block;
    }

    @Override
    public int offsetAt(double sceneX, double sceneY) {
        return placeAt(sceneX, sceneY);
    }

    /** Draws anew what of the selection is here, and what was found here. */
    @Override
    public void markSelection() {
        found.getElements().clear();
        foundNow.getElements().clear();
        for (FindViewModel.Mark mark : selection.found(block)) {
            TextSelection.Range range = mark.range();
            (mark.current() ? foundNow : found)
                    .getElements()
                    .addAll(shapeOf(range.start(), range.end()));
        }
        TextSelection.Range range = selection.within(block);
        mark(range.start(), range.end());
    }

    /** Where some characters are, in the scene. */
    Bounds boundsOf(TextSelection.Range range) {
        Path shape = new Path(shapeOf(range.start(), range.end()));
        return localToScene(
                shape.getElements().isEmpty() ? getLayoutBounds() : shape.getBoundsInLocal());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        markSelection();
    }
}
