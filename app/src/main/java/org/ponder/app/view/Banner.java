package org.ponder.app.view;

import javafx.beans.value.ObservableStringValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/**
 * Says something for as long as it is so: that text leaves this computer, that others may use the
 * model, that the model cannot be used. It cannot be closed.
 */
final class Banner extends HBox {

    /**
     * @param banner what it says; empty is nothing
     */
    Banner(String id, ObservableStringValue banner) {
        Label words = new Label();
        words.textProperty().bind(banner);
        words.setWrapText(true);
        words.setMinWidth(0);
        setId(id);
        getStyleClass().add("banner");
        setAccessibleRole(AccessibleRole.TEXT);
        accessibleTextProperty().bind(banner);
        getChildren().addAll(new Icon("warning", 16), words);
        visibleProperty().bind(words.textProperty().isNotEmpty());
        managedProperty().bind(visibleProperty());
    }
}
