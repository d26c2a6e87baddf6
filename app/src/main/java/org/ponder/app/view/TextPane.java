package org.ponder.app.view;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import org.ponder.app.markdown.Span;
import org.ponder.app.viewmodel.Block;
import org.ponder.app.viewmodel.TextSelection;

/** Running text whose selection goes on from one block to the next. */
final class TextPane extends Words implements TextSurface {
    private final Block block;
    private final TextSelection selection;

    TextPane(Block block, CellContext context) {
        super(context.spans());
        this.block = block;
        this.selection = context.selection();
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

    @Override
    public int characterAt(double sceneX, double sceneY) {
        return letterAt(sceneX, sceneY);
    }

    @Override
    public void markSelection() {
        markFound(selection.found(block), 0, Integer.MAX_VALUE);
        TextSelection.Range range = selection.within(block);
        mark(range.start(), range.end());
    }

    @Override
    public Bounds reveal(TextSelection.Range range) {
        return boundsOf(range.start(), range.end());
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        markSelection();
    }
}
