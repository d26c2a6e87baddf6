package org.ponder.app.view;

import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;

/** Buttons of which one is chosen, side by side; on several lines where one has no room for all. */
class Segments extends FlowPane {
    private static final String FIRST = "left-pill";
    private static final String LAST = "right-pill";

    private final ToggleGroup group = new ToggleGroup();

    Segments() {
        getStyleClass().addAll("mode-choice", "segments");
        setHgap(-1); // the line between two of them is one
        setVgap(-1);
    }

    /** All of them on one line. */
    @Override
    protected double computePrefWidth(double height) {
        Insets insets = getInsets();
        double width = insets.getLeft() + insets.getRight();
        for (Node button : getManagedChildren()) {
            width += snapSizeX(button.prefWidth(-1)) + getHgap();
        }
        return width - getHgap();
    }

    /** Puts a button behind those before it. */
    final void add(ToggleButton button) {
        button.setToggleGroup(group);
        button.setMnemonicParsing(false); // or names lose their first underscore
        if (getChildren().isEmpty()) {
            button.getStyleClass().add(FIRST);
        } else {
            getChildren().getLast().getStyleClass().remove(LAST);
        }
        button.getStyleClass().add(LAST);
        getChildren().add(button);
    }
}
