package org.ponder.app.view;

import org.ponder.app.viewmodel.TextSelection;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/**
 * What the cells of the conversation need beside their block.
 *
 * @param window takes commands
 * @param selection of text across the cells
 * @param sheets show what lies over the window
 * @param spans makes nodes of running text
 * @param highlighters colours code
 */
record CellContext(
        WindowViewModel window,
        TextSelection selection,
        Sheets sheets,
        SpanNodes spans,
        Highlighters highlighters) {

    /** With nothing drawn or coloured yet. */
    CellContext(WindowViewModel window, TextSelection selection, Sheets sheets) {
        this(
                window,
                selection,
                sheets,
                new SpanNodes(sheets::askToOpen, new FormulaImages()),
                new Highlighters());
    }

    /** The same for another list of blocks, in which other text is selected. */
    CellContext with(TextSelection other) {
        return new CellContext(window, other, sheets, spans, highlighters);
    }

    Texts texts() {
        return window.workspace().texts();
    }
}
