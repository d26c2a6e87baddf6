package org.ponder.app.view;

import javafx.scene.control.Labeled;
import javafx.scene.control.Tooltip;

/** Tells the whole of a text where there is no room for its end. */
final class FullText {
    private FullText() {}

    /** Has a tooltip tell the text of a label for as long as the label shows it cut. */
    static <L extends Labeled> L whereCut(L label) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        label.textTruncatedProperty()
                .subscribe(
                        cut -> label.setTooltip(cut && !label.getText().isEmpty() ? whole : null));
        return label;
    }
}
