package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.ponder.app.viewmodel.Texts;

/** Asks in a list, below the row it is about, before something is thrown away. */
final class AskRow extends HBox {
    private final Button cancel;

    /**
     * @param id of the button that does it
     * @param does what it says
     * @param certain does it
     * @param not takes the question away
     */
    AskRow(Texts texts, String question, String id, String does, Runnable certain, Runnable not) {
        super(8);
        Label asked = new Label(question);
        asked.setWrapText(true);
        asked.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(asked, Priority.ALWAYS);
        cancel = button(texts.get("cancel"), not);
        Button doIt = button(does, certain);
        doIt.setId(id);
        doIt.getStyleClass().add("danger");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(asked, cancel, doIt);
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    /** Gives the keyboard to what changes nothing; to be called when the row is shown. */
    void focus() {
        cancel.requestFocus();
    }
}
