package org.ponder.app.view;

import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ThoughtViewModel;

/** The lines of a thought to choose one of, with the arrow keys or the mouse. */
final class LineList extends ListView<ThoughtViewModel.Line> {
    private static final double HEIGHT = 360;

    /** Shows the last line first: what is before it is what a thought goes on from most often. */
    LineList(List<ThoughtViewModel.Line> lines, String name) {
        getItems().setAll(lines);
        setId("thought-lines");
        getStyleClass().add("line-list");
        setAccessibleText(name);
        setPrefHeight(HEIGHT);
        setCellFactory(list -> new Cell());
        getSelectionModel().selectLast();
        // How high lines are is known when the width is.
        widthProperty().subscribe(() -> Platform.runLater(this::showChosen));
    }

    private void showChosen() {
        scrollTo(getSelectionModel().getSelectedIndex());
    }

    /** The line that is chosen; null where there is none. */
    ThoughtViewModel.@Nullable Line chosen() {
        return getSelectionModel().getSelectedItem();
    }

    /** Done when the user has decided: by Enter, or by two clicks. */
    void onChosen(Runnable done) {
        addEventHandler(
                KeyEvent.KEY_PRESSED,
                event -> {
                    if (event.getCode() == KeyCode.ENTER) {
                        done.run();
                        event.consume();
                    }
                });
        setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                done.run();
            }
        });
    }

    private static final class Cell extends ListCell<ThoughtViewModel.Line> {
        Cell() {
            getStyleClass().add("line-cell");
            setWrapText(true);
            setPrefWidth(0); // as wide as the list
        }

        @Override
        protected void updateItem(ThoughtViewModel.@Nullable Line line, boolean empty) {
            super.updateItem(line, empty);
            setText(empty || line == null ? null : line.text());
        }
    }
}
