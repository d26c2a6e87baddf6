package org.ponder.app.view;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.PromptPreset;
import org.ponder.app.viewmodel.SettingsViewModel;
import org.ponder.app.viewmodel.Texts;

/** The system prompt, and presets of it that are kept under a name. */
final class PromptRows extends VBox {
    private static final int LINES = 4;

    private final SettingsViewModel settings;
    private final TextArea prompt;
    private final ComboBox<String> presets = new ComboBox<>();

    PromptRows(SettingsViewModel settings, Texts texts) {
        this.settings = settings;
        prompt = new TextArea(settings.now().prompts().systemPrompt());
        prompt.setId("settings.system");
        prompt.setWrapText(true);
        Tabs.leave(prompt);
        prompt.setPrefRowCount(LINES);
        prompt.setPromptText(texts.get("settings.system.none"));
        NameFor.control(prompt, texts.get("settings.system"));
        prompt.textProperty().subscribe((before, now) -> changed(now));
        presets.setId("settings.presets");
        presets.setPromptText(texts.get("settings.presets"));
        NameFor.control(presets, texts.get("settings.presets"));
        presets.getStyleClass().add("settings-box");
        presets.setMaxWidth(Double.MAX_VALUE);
        list();
        presets.valueProperty().subscribe((before, name) -> use(name));
        Button remove =
                Buttons.smallIcon("trash", texts.get("settings.presets.remove"), this::remove);
        remove.setId("settings.presets.remove");
        remove.disableProperty().bind(presets.valueProperty().isNull());
        TextField name = new TextField();
        name.setId("settings.presets.name");
        name.setPromptText(texts.get("settings.presets.name"));
        NameFor.control(name, texts.get("settings.presets.name"));
        HBox.setHgrow(name, Priority.ALWAYS);
        Button save = new Button(texts.get("settings.presets.save"));
        save.setId("settings.presets.save");
        save.setMinWidth(USE_PREF_SIZE);
        save.disableProperty()
                .bind(
                        Bindings.createBooleanBinding(
                                () -> name.getText().isBlank() || prompt.getText().isBlank(),
                                name.textProperty(),
                                prompt.textProperty()));
        save.setOnAction(event -> {
            settings.savePreset(name.getText(), prompt.getText());
            name.clear();
            list();
        });
        name.setOnAction(event -> save.fire());
        HBox.setHgrow(presets, Priority.ALWAYS);
        HBox choose = new HBox(8, presets, remove);
        HBox keep = new HBox(8, name, save);
        choose.getStyleClass().add("preset-row");
        keep.getStyleClass().add("preset-row");
        setSpacing(8);
        getChildren().addAll(choose, prompt, keep);
    }

    private void list() {
        List<String> names =
                settings.now().prompts().presets().stream().map(PromptPreset::name).toList();
        presets.getItems().setAll(names);
        presets.setDisable(names.isEmpty());
    }

    private void use(@Nullable String name) {
        preset(name)
                .ifPresent(preset -> {
                    // Unlike setting the text, this can be undone: the words before may be kept
                    // nowhere else.
                    prompt.selectAll();
                    prompt.replaceSelection(preset.text());
                });
    }

    private Optional<PromptPreset> preset(@Nullable String name) {
        return settings.now().prompts().presets().stream()
                .filter(preset -> preset.name().equals(name))
                .findFirst();
    }

    /** A preset that was changed is chosen no longer, and can be chosen again. */
    private void changed(String now) {
        settings.setSystemPrompt(now);
        if (preset(presets.getValue()).filter(preset -> !preset.text().equals(now)).isPresent()) {
            presets.setValue(null);
        }
    }

    private void remove() {
        String name = presets.getValue();
        if (name != null) {
            settings.removePreset(name);
            presets.setValue(null);
            list();
            prompt.requestFocus();
        }
    }
}
