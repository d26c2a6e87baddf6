package org.ponder.app.view;

import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.Texts;

/** All keyboard shortcuts, as the table of them has them. */
final class ShortcutSheet extends VBox {

    ShortcutSheet(Texts texts, Runnable close) {
        HBox columns =
                new HBox(
                        column(texts, Shortcut.Place.ANYWHERE),
                        column(
                                texts,
                                Shortcut.Place.QUESTION,
                                Shortcut.Place.CHATS,
                                Shortcut.Place.FIND,
                                Shortcut.Place.READING));
        columns.getStyleClass().add("shortcut-columns");
        ScrollPane scroll = new ScrollPane(columns);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().addAll("settings-scroll", "read-scroll");
        scroll.setFocusTraversable(true); // or no key would scroll it
        setSpacing(16);
        setId("shortcuts");
        getChildren()
                .addAll(
                        new SheetHead(texts.get("shortcuts.title"), texts.get("close"), close),
                        scroll);
    }

    private static VBox column(Texts texts, Shortcut.Place... places) {
        VBox column = new VBox();
        column.getStyleClass().add("shortcut-column");
        HBox.setHgrow(column, Priority.ALWAYS);
        for (Shortcut.Place place : places) {
            Label heading = new Label(texts.get(place.textKey()));
            heading.getStyleClass().add("settings-section");
            heading.setWrapText(true);
            column.getChildren().addAll(heading, grid(texts, place));
        }
        return column;
    }

    private static GridPane grid(Texts texts, Shortcut.Place place) {
        GridPane grid = new GridPane(24, 6);
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        grid.getColumnConstraints().add(wide);
        int row = 0;
        for (Shortcut shortcut : Shortcut.values()) {
            if (shortcut.place() == place) {
                Label keys = new Label(shortcut.keys().getDisplayText());
                keys.getStyleClass().add("keys");
                keys.setMinWidth(USE_PREF_SIZE);
                GridPane.setHalignment(keys, HPos.RIGHT);
                Label what = new Label(texts.get(shortcut.textKey()));
                what.setWrapText(true);
                what.setLabelFor(keys);
                grid.addRow(row++, what, keys);
            }
        }
        return grid;
    }
}
