package org.ponder.app.view;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** The settings. */
final class SettingsSheet extends VBox {

    SettingsSheet(WindowViewModel window, Runnable close) {
        Texts texts = window.workspace().texts();
        Label title = new Label(texts.get("settings.title"));
        title.getStyleClass().add("sheet-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button shut = Buttons.smallIcon("close", texts.get("close"), close);
        getChildren().addAll(new HBox(title, space, shut));
    }
}
