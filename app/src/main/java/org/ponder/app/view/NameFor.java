package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;

/** Names of controls, as they are read and as screen readers tell them. */
final class NameFor {
    private NameFor() {}

    /** A label that names a control, whether it is shown or not. */
    static Label control(Node control, String name) {
        Label label = new Label(name);
        label.setLabelFor(control);
        // Of a field and of a box this would be told in place of what is in them.
        if (!(control instanceof TextInputControl || control instanceof ComboBoxBase)) {
            control.setAccessibleText(name);
        }
        return label;
    }
}
