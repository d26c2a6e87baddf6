package org.ponder.app.view;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A sheet's title, with a button at the right that closes it. */
final class SheetHead extends HBox {

    SheetHead(String title, String closeName, Runnable close) {
        Label name = new Label(title);
        name.getStyleClass().add("sheet-title");
        name.setWrapText(true);
        name.setMinHeight(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button shut = Buttons.smallIcon("close", closeName, close);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(name, space, shut);
    }
}
