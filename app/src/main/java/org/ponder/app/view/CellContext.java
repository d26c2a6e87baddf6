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
 */
record CellContext(WindowViewModel window, TextSelection selection, Sheets sheets) {

    Texts texts() {
        return window.workspace().texts();
    }
}
