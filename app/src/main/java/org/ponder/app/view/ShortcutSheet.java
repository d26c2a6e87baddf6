package org.ponder.app.view;

import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.Texts;

/** All keyboard shortcuts. */
final class ShortcutSheet extends VBox {

    ShortcutSheet(Texts texts, Runnable close) {
        Label title = new Label(texts.get("shortcuts.title"));
        title.getStyleClass().add("sheet-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button shut = Buttons.smallIcon("close", texts.get("close"), close);
        GridPane grid = new GridPane(32, 8);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(wide);
        int row = 0;
        for (Shortcut shortcut : Shortcut.values()) {
            Label keys = new Label(shortcut.keys().getDisplayText());
            keys.getStyleClass().add("keys");
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(row++, new Label(texts.get(shortcut.textKey())), keys);
        }
        for (String fixed : new String[] {"send", "newline"}) {
            Label keys = new Label(texts.get("shortcut." + fixed + ".keys"));
            keys.getStyleClass().add("keys");
            GridPane.setHalignment(keys, HPos.RIGHT);
            grid.addRow(row++, new Label(texts.get("shortcut." + fixed)), keys);
        }
        setSpacing(16);
        getChildren().addAll(new HBox(title, space, shut), grid);
    }
}
