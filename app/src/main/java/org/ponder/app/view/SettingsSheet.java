package org.ponder.app.view;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.ToggleSwitch;
import org.ponder.app.session.ModelFacts;
import org.ponder.app.store.LookSettings;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.About;
import org.ponder.app.viewmodel.Languages;
import org.ponder.app.viewmodel.ModelViewModel;
import org.ponder.app.viewmodel.Preferences;
import org.ponder.app.viewmodel.SettingsViewModel;
import org.ponder.app.viewmodel.SettingsViewModel.Figure;
import org.ponder.app.viewmodel.Sizes;
import org.ponder.app.viewmodel.Texts;
import org.ponder.app.viewmodel.WindowViewModel;
import org.ponder.engine.tensor.KvType;

/** The settings. Each is taken as soon as it is changed, or says why it cannot be. */
final class SettingsSheet extends VBox {
    private final WindowViewModel window;
    private final SettingsViewModel settings;
    private final Texts texts;
    private final SettingsRows rows;
    private ComboBox<String> language = new ComboBox<>();

    SettingsSheet(WindowViewModel window, Runnable close) {
        this.window = window;
        settings = new SettingsViewModel(window.workspace().preferences());
        texts = window.workspace().texts();
        rows = new SettingsRows(settings, texts);
        look();
        thoughts();
        sampling();
        model();
        prompts();
        rows.section("settings.about");
        rows.note().setText(About.thisPonder().text(texts));
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("settings-scroll");
        setSpacing(16);
        setId("settings");
        getChildren()
                .addAll(
                        new SheetHead(texts.get("settings.title"), texts.get("close"), close),
                        scroll);
    }

    private void look() {
        rows.section("settings.look");
        rows.choice(
                "settings.theme",
                List.of(LookSettings.Theme.values()),
                settings.now().look().theme(),
                theme -> texts.get("theme." + theme.name().toLowerCase(Locale.ROOT)),
                settings::setTheme);
        rows.row("settings.text-size", textSize());
        String now = settings.now().look().language();
        List<String> tags = new ArrayList<>(texts.languages().tags());
        tags.addFirst("");
        if (!tags.contains(now)) {
            tags.add(now);
        }
        language =
                box(
                        tags,
                        now,
                        tag ->
                                tag.isEmpty()
                                        ? texts.get("language.system")
                                        : Languages.nameOf(tag));
        language.setId("settings.language");
        rows.row("settings.language", language);
        language.valueProperty()
                .subscribe((before, chosen) -> {
                    if (chosen != null) {
                        settings.setLanguage(chosen);
                    }
                });
    }

    /** The keys for it are known to few. */
    private HBox textSize() {
        Preferences preferences = window.workspace().preferences();
        Button usual = new Button();
        usual.setId("settings.text-size.usual");
        usual.setOnAction(event -> preferences.zoom(0));
        Buttons.named(usual, texts.get("shortcut.usual-size"));
        rows.until(
                preferences
                        .fontScaleProperty()
                        .subscribe(scale -> {
                            String now = texts.format("settings.text-size.percent", scale);
                            usual.setText(now);
                            usual.setAccessibleText(now + ", " + texts.get("shortcut.usual-size"));
                        }));
        Button smaller = new Button("−");
        smaller.setOnAction(event -> preferences.zoom(-1));
        Button larger = new Button("+");
        larger.setId("settings.text-size.larger");
        larger.setOnAction(event -> preferences.zoom(1));
        return new HBox(
                8,
                Buttons.named(smaller, texts.get("shortcut.smaller")),
                usual,
                Buttons.named(larger, texts.get("shortcut.larger")));
    }

    /** Gives the keyboard to the choice of the language. */
    void focusLanguage() {
        language.requestFocus();
    }

    private <T> ComboBox<T> box(List<T> values, T now, Function<T, String> name) {
        ComboBox<T> box = new ComboBox<>();
        box.setConverter(new NameConverter<>(values, name));
        box.getItems().setAll(values);
        box.setValue(now);
        box.getStyleClass().add("settings-box");
        return box;
    }

    private void thoughts() {
        rows.section("settings.thoughts");
        rows.choice(
                "settings.mode",
                List.of(ThoughtMode.values()),
                settings.now().thoughts().mode(),
                mode -> texts.get("mode." + Modes.key(mode)),
                settings::setThoughtMode);
        ToggleSwitch think = new ToggleSwitch();
        think.setId("settings.think");
        think.setSelected(settings.now().thoughts().think());
        think.selectedProperty().subscribe((before, now) -> settings.setThink(now));
        rows.row("settings.think", think);
        rows.figure(Figure.BUDGET);
    }

    private void sampling() {
        rows.section("settings.sampling");
        EnumSet.range(Figure.TEMPERATURE, Figure.SEED).forEach(rows::figure);
        Button reset = new Button(texts.get("settings.reset"));
        reset.setId("settings.reset");
        reset.setOnAction(event -> {
            settings.resetSampling();
            rows.readAgain();
        });
        rows.row("settings.reset.note", reset);
    }

    private void model() {
        rows.section("settings.model");
        rows.figure(Figure.MAX_TOKENS);
        rows.figure(Figure.CONTEXT);
        Label cost = rows.note();
        cost.setId("context-cost");
        rows.choice(
                "settings.cache",
                List.of(KvType.values()),
                settings.now().generation().cacheType(),
                KvType::name,
                settings::setCacheType);
        Label kinds = rows.note();
        kinds.setId("cache-cost");
        rows.figure(Figure.THREADS);
        Button again = new Button(texts.get("settings.reload"));
        again.setId("settings.reload");
        ModelViewModel model = window.model();
        again.setOnAction(event -> model.reload());
        again.disableProperty()
                .bind(
                        model.stateProperty()
                                .isEqualTo(ModelViewModel.State.LOADING)
                                .or(model.remoteProperty()));
        rows.row("settings.reload.note", again);
        ToggleSwitch along = new ToggleSwitch();
        along.setId("settings.read-along");
        along.setSelected(settings.now().generation().readAlong());
        along.selectedProperty().subscribe((before, now) -> settings.setReadAlong(now));
        rows.row("settings.read-along", along);
        rows.note().setText(texts.get("settings.read-along.note"));
        Consumer<Object> tell =
                change -> {
                    cost.setText(cost(model));
                    kinds.setText(costOfKinds(model));
                };
        rows.until(model.factsProperty().subscribe(tell));
        rows.until(model.contextTokensProperty().subscribe(tell));
        rows.until(window.workspace().preferences().settingsProperty().subscribe(tell));
    }

    /** The context that is set, or that of the model that is loaded. */
    private int contextTokens(ModelViewModel model) {
        int set = settings.now().generation().contextTokens();
        return set == 0 ? model.contextTokensProperty().get() : set;
    }

    /** What the context that is set costs with the model that is loaded. */
    private String cost(ModelViewModel model) {
        ModelFacts facts = model.factsProperty().get();
        int tokens = contextTokens(model);
        if (facts.cacheBytesPerToken() == 0 || tokens == 0) {
            return texts.get("settings.context.unknown");
        }
        return settings.now().generation().contextTokens() > facts.longestContext()
                ? texts.format(
                        "settings.context.too-long",
                        model.nameProperty().get(),
                        facts.longestContext())
                : texts.format(
                        "settings.context.cost",
                        tokens,
                        Sizes.text(texts, facts.cacheBytes(tokens)),
                        model.nameProperty().get(),
                        facts.longestContext());
    }

    /** What the context costs in each way to keep keys and values. */
    private String costOfKinds(ModelViewModel model) {
        ModelFacts facts = model.factsProperty().get();
        int tokens = contextTokens(model);
        if (facts.cacheValuesPerToken() == 0 || tokens == 0) {
            return texts.get("settings.cache.note");
        }
        return texts.format(
                "settings.cache.cost",
                tokens,
                Sizes.text(texts, facts.cacheBytes(tokens, KvType.F32)),
                Sizes.text(texts, facts.cacheBytes(tokens, KvType.F16)),
                Sizes.text(texts, facts.cacheBytes(tokens, KvType.Q8_0)));
    }

    private void prompts() {
        rows.section("settings.system");
        rows.getChildren().add(new PromptRows(settings, texts));
    }
}
