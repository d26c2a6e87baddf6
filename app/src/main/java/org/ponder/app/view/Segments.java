package org.ponder.app.view;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/** Buttons of which one is chosen, side by side; on several lines where one has no room for all. */
class Segments extends FlowPane {
    private static final String FIRST = "left-pill";
    private static final String LAST = "right-pill";

    /** Wider than any window: alone, all of them stand on one line. */
    private static final double ONE_LINE = 10_000;

    private final ToggleGroup group = new ToggleGroup();

    Segments() {
        getStyleClass().addAll("mode-choice", "segments");
        setPrefWrapLength(ONE_LINE);
        setHgap(-1); // the line between two of them is one
        setVgap(-1);
    }

    /** Puts a button behind those before it. */
    final void add(ToggleButton button) {
        button.setToggleGroup(group);
        if (getChildren().isEmpty()) {
            button.getStyleClass().add(FIRST);
        } else {
            getChildren().getLast().getStyleClass().remove(LAST);
        }
        button.getStyleClass().add(LAST);
        getChildren().add(button);
    }
}
