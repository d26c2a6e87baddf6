package org.ponder.app.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.controlsfx.control.ToggleSwitch;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.SettingsViewModel;
import org.ponder.app.viewmodel.SettingsViewModel.Figure;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;

/** The settings. Each is taken as soon as it is changed. */
final class SettingsSheet extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final List<String> LANGUAGES = List.of("", "en", "zh");

    private final SettingsViewModel settings;
    private final Texts texts;
    private final VBox rows = new VBox();
    private final Map<Figure, TextField> fields = new EnumMap<>(Figure.class);

    SettingsSheet(WindowViewModel window, Runnable close) {
        settings = new SettingsViewModel(window.workspace().preferences());
        texts = window.workspace().texts();
        Label title = new Label(texts.get("settings.title"));
        title.getStyleClass().add("sheet-title");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button shut = Buttons.smallIcon("close", texts.get("close"), close);
        look();
        thoughts();
        sampling();
        model();
        rows.getStyleClass().add("settings-rows");
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setPrefViewportHeight(480);
        scroll.getStyleClass().add("settings-scroll");
        setSpacing(16);
        setId("settings");
        setPrefWidth(520);
        getChildren().addAll(new HBox(title, space, shut), scroll);
    }

    private void look() {
        section("settings.look");
        row(
                "settings.theme",
                choice(
                        List.of(LookSettings.Theme.values()),
                        settings.now().look().theme(),
                        theme -> texts.get("theme." + theme.name().toLowerCase(Locale.ROOT)),
                        settings::setTheme));
        row(
                "settings.language",
                choice(
                        LANGUAGES,
                        settings.now().look().language(),
                        tag -> texts.get("language." + (tag.isEmpty() ? "system" : tag)),
                        settings::setLanguage));
    }

    private void thoughts() {
        section("settings.thoughts");
        row(
                "settings.mode",
                choice(
                        List.of(ThoughtMode.values()),
                        settings.now().thoughts().mode(),
                        mode -> texts.get("mode." + Modes.key(mode)),
                        settings::setThoughtMode));
        ToggleSwitch think = new ToggleSwitch();
        think.setSelected(settings.now().thoughts().think());
        think.selectedProperty().subscribe((before, now) -> settings.setThink(now));
        think.setAccessibleText(texts.get("settings.think"));
        row("settings.think", think);
        figure(Figure.BUDGET);
    }

    private void sampling() {
        section("settings.sampling");
        for (Figure figure :
                List.of(
                        Figure.TEMPERATURE,
                        Figure.TOP_P,
                        Figure.TOP_K,
                        Figure.MIN_P,
                        Figure.REPETITION_PENALTY)) {
            figure(figure);
        }
        Button reset = new Button(texts.get("settings.reset"));
        reset.setOnAction(event -> {
            settings.resetSampling();
            fields.forEach((figure, field) -> field.setText(settings.figure(figure)));
        });
        row("settings.reset.note", reset);
    }

    private void model() {
        section("settings.model");
        figure(Figure.MAX_TOKENS);
        figure(Figure.CONTEXT);
        figure(Figure.THREADS);
        Label label = new Label(texts.get("settings.system"));
        TextArea prompt = new TextArea(settings.now().prompts().systemPrompt());
        prompt.setWrapText(true);
        prompt.setPrefRowCount(3);
        prompt.setPromptText(texts.get("settings.system.none"));
        prompt.setAccessibleText(texts.get("settings.system"));
        prompt.textProperty().subscribe((before, now) -> settings.setSystemPrompt(now));
        rows.getChildren().addAll(label, prompt);
    }

    private void section(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("settings-section");
        rows.getChildren().add(label);
    }

    private void row(String key, Node control) {
        Label label = new Label(texts.get(key));
        label.setWrapText(true);
        label.setMinWidth(160);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(16, label, space, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("settings-row");
        rows.getChildren().add(row);
    }

    private void figure(Figure figure) {
        String key = "settings." + figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        TextField field = new TextField(settings.figure(figure));
        field.setPrefColumnCount(7);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setId(key);
        field.setAccessibleText(texts.get(key));
        field.textProperty()
                .subscribe((before, now) ->
                        field.pseudoClassStateChanged(INVALID, !settings.setFigure(figure, now)));
        fields.put(figure, field);
        row(key, field);
    }

    private <T> SegmentedButton choice(
            List<T> values, T now, Function<T, String> name, Consumer<T> take) {
        SegmentedButton buttons = new SegmentedButton();
        buttons.getStyleClass().add("mode-choice");
        for (T value : values) {
            ToggleButton button = new ToggleButton(name.apply(value));
            button.setSelected(value.equals(now));
            button.setOnAction(event -> {
                button.setSelected(true);
                take.accept(value);
            });
            buttons.getButtons().add(button);
        }
        return buttons;
    }
}
