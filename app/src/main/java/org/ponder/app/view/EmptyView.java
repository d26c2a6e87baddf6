package org.ponder.app.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** What is seen before the first question. */
final class EmptyView extends VBox {
    private static final int SUGGESTIONS = 4;

    EmptyView(WindowViewModel window, Sheets sheets) {
        Texts texts = window.workspace().texts();
        ModelViewModel model = window.model();
        Label title = new Label();
        title.getStyleClass().add("title");
        title.setWrapText(true);
        title.setMinHeight(USE_PREF_SIZE);
        Label note = new Label();
        note.getStyleClass().add("note");
        note.setWrapText(true);
        note.setMinHeight(USE_PREF_SIZE);
        FlowPane suggestions = new FlowPane();
        suggestions.getStyleClass().add("suggestions");
        for (int i = 1; i <= SUGGESTIONS; i++) {
            String question = texts.format("suggestion." + i);
            Button button = new Button(question);
            button.getStyleClass().add("suggestion");
            button.setWrapText(true);
            button.setOnAction(event -> window.composer().send(question));
            suggestions.getChildren().add(button);
        }
        Button more = new Button(texts.get("empty.more"), new Icon("model", 16));
        more.setId("get-model");
        more.getStyleClass().add("outlined");
        more.setOnAction(event -> sheets.library(LibrarySheet.Page.GET));
        Button pebble = new Button(texts.get("model.bundled.use"), new Icon("model", 16));
        pebble.setId("use-pebble");
        pebble.getStyleClass().add("outlined");
        pebble.setOnAction(event -> model.loadBundled());
        Button library = new Button(texts.get("library.open"), new Icon("library", 16));
        library.setId("failed-library");
        library.getStyleClass().add("outlined");
        library.setOnAction(event -> sheets.library(LibrarySheet.Page.HERE));
        FlowPane ways = new FlowPane(pebble, library);
        ways.getStyleClass().add("suggestions");
        Runnable show =
                () -> {
                    boolean bundled = model.isBundled();
                    boolean failed = model.stateProperty().get() == ModelViewModel.State.FAILED;
                    String greeting = bundled ? "empty.title.pebble" : "empty.title";
                    title.setText(texts.get(failed ? "model.failed" : greeting));
                    note.setText(failed ? model.problemProperty().get() : texts.get(about(model)));
                    show(suggestions, bundled && !failed);
                    show(more, bundled);
                    show(pebble, !bundled);
                    show(ways, failed);
                };
        Weakly.follow(this, model.nameProperty(), now -> show.run());
        Weakly.follow(this, model.remoteProperty(), now -> show.run());
        Weakly.follow(this, model.stateProperty(), now -> show.run());
        getStyleClass().add("empty");
        getChildren().addAll(new Mark(), title, note, suggestions, ways, more);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static String about(ModelViewModel model) {
        if (model.isBundled()) {
            return "empty.pebble";
        }
        if (model.remoteProperty().get()) {
            return "empty.remote";
        }
        return model.nameProperty().get().isEmpty() ? "empty.nomodel" : "empty.model";
    }
}
