package org.ponder.app.view;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.viewmodel.ModelNoteViewModel;
import org.ponder.app.viewmodel.ModelNoteViewModel.Figure;
import org.ponder.app.viewmodel.Texts;
import org.ponder.engine.tensor.KvType;

/** What is set for one model alone. */
final class ModelForm extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final ModelNoteViewModel settings;
    private final Texts texts;
    private final GridPane grid = new GridPane(12, 8);
    private final Button save = new Button();
    private final TextField first;

    /**
     * @param close called when the form is done with
     */
    ModelForm(ModelNoteViewModel settings, Texts texts, Runnable close) {
        this.settings = settings;
        this.texts = texts;
        setSpacing(10);
        setId("model-form");
        TypedForm.of(this).getStyleClass().add("model-form");
        // The list scrolls; rows squeezed to fit would lie over each other.
        setMinHeight(Region.USE_PREF_SIZE);
        grid.setMinHeight(Region.USE_PREF_SIZE);
        first = figure(Figure.CONTEXT);
        figure(Figure.THREADS);
        this.<@Nullable KvType>choice(
                "cache",
                settings.cacheTypes(),
                settings.cacheType(),
                settings::nameOf,
                settings::setCacheType);
        choice(
                "template",
                settings.templates(),
                settings.template(),
                settings::nameOfTemplate,
                settings::setTemplate);
        EnumSet.range(Figure.TEMPERATURE, Figure.MAX_TOKENS).forEach(this::figure);
        prompt();
        Label note = new Label(texts.get("library.own.note"));
        note.setWrapText(true);
        note.getStyleClass().add("library-note");
        Button cancel = new Button(texts.get("cancel"));
        cancel.setOnAction(event -> close.run());
        save.setText(texts.get("save"));
        save.setId("save-model-form");
        save.getStyleClass().add("accent");
        save.setOnAction(event -> {
            settings.save();
            close.run();
        });
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox buttons = new HBox(8, space, cancel, save);
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(grid, note, buttons);
    }

    /** Gives the keyboard to the first field. */
    void focusFirst() {
        first.requestFocus();
    }

    private void row(String key, Node control) {
        row(key, control, control);
    }

    /**
     * @param whole the control with what stands beside it
     */
    private void row(String key, Node control, Node whole) {
        Label name = NameFor.control(control, texts.get(key));
        name.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setHgrow(whole, Priority.ALWAYS);
        grid.addRow(grid.getRowCount(), name, whole);
    }

    private TextField figure(Figure figure) {
        String key = "library.own." + figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        TextField field = new TextField(settings.figure(figure));
        field.setPromptText(texts.get("library.own.usual"));
        field.setPrefColumnCount(8);
        field.setMaxWidth(Region.USE_PREF_SIZE);
        field.setId(key);
        Label reason = new Label();
        reason.getStyleClass().add("reason");
        HBox.setHgrow(reason, Priority.ALWAYS);
        field.setOnAction(event -> save.fire());
        field.textProperty()
                .subscribe((before, now) -> {
                    boolean taken = settings.setFigure(figure, now);
                    field.pseudoClassStateChanged(INVALID, !taken);
                    reason.setText(taken ? "" : settings.rule(figure));
                    field.setAccessibleHelp(reason.getText());
                    save.setDisable(!settings.valid());
                });
        HBox both = new HBox(8, field, reason);
        both.setAlignment(Pos.CENTER_LEFT);
        row(key, field, both);
        return field;
    }

    private <T extends @Nullable Object> void choice(
            String name, List<T> values, T now, Function<T, String> words, Consumer<T> take) {
        ComboBox<String> box = new ComboBox<>();
        values.forEach(value -> box.getItems().add(words.apply(value)));
        box.getSelectionModel().select(Math.max(0, values.indexOf(now)));
        box.setId("library.own." + name);
        box.getSelectionModel()
                .selectedIndexProperty()
                .subscribe((before, chosen) -> take.accept(values.get(chosen.intValue())));
        row("library.own." + name, box);
    }

    private void prompt() {
        TextArea area = new TextArea(settings.systemPrompt());
        area.setPromptText(texts.get("library.own.usual"));
        area.setPrefRowCount(2);
        area.setWrapText(true);
        Tabs.leave(area);
        area.setId("library.own.system");
        area.textProperty().subscribe(settings::setSystemPrompt);
        row("library.own.system", area);
    }
}
