package org.ponder.app.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;

/** Tells the whole of a text where there is no room for its end. */
final class FullText {
    private FullText() {}

    /** Has a tooltip tell the text of a label for as long as the label shows it cut. */
    static <L extends Labeled> L whereCut(L label) {
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(label.textProperty());
        isCut(label)
                .subscribe(
                        cut -> label.setTooltip(cut && !label.getText().isEmpty() ? whole : null));
        return label;
    }

    /** Whether there is no room for the end of its text. */
    static ObservableValue<Boolean> isCut(Labeled label) {
        if (!(label instanceof MenuButton)) {
            return label.textTruncatedProperty();
        }
        // It shows its text in a label of its own, which alone knows.
        return label.skinProperty()
                .flatMap(skin ->
                        label.getChildrenUnmodifiable().stream()
                                .filter(Labeled.class::isInstance)
                                .map(Labeled.class::cast)
                                .findFirst()
                                .map(Labeled::textTruncatedProperty)
                                .orElseThrow())
                .orElse(false);
    }
}
