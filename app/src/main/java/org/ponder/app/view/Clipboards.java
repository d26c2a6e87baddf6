package org.ponder.app.view;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.ponder.app.viewmodel.TextSelection;

/** Puts text on the system's clipboard. */
final class Clipboards {
    private Clipboards() {}

    static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** Copies what is selected; where nothing is, what was copied before stays. */
    static void copy(TextSelection selection) {
        if (!selection.isEmpty()) {
            copy(selection.text());
        }
    }
}
