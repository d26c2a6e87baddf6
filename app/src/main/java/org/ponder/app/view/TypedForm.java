package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;

/** A form whose words are kept by one of its buttons, and lost without. */
final class TypedForm {
    private static final String STYLE = "typed-form";

    private TypedForm() {}

    /** Counts a node among them. */
    static <N extends Node> N of(N form) {
        form.getStyleClass().add(STYLE);
        return form;
    }

    /** Whether something was typed into such a form and is not kept. */
    static boolean holdsWords(Node within) {
        return within.lookupAll("." + STYLE + " .text-input").stream()
                .anyMatch(node -> node instanceof TextInputControl field && field.isUndoable());
    }
}
