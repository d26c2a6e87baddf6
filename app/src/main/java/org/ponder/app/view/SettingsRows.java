package org.ponder.app.view;

import java.util.ArrayList;
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
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.ponder.app.viewmodel.SettingsViewModel;
import org.ponder.app.viewmodel.SettingsViewModel.Figure;
import org.ponder.app.viewmodel.Texts;

/** Rows of settings: what each is called, its control, and beside it why a value cannot be. */
final class SettingsRows extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
    private static final double NAME_WIDTH = 200;

    private final SettingsViewModel settings;
    private final Texts texts;
    private final Map<Figure, TextField> fields = new EnumMap<>(Figure.class);
    private final List<Subscription> subscriptions = new ArrayList<>();

    SettingsRows(SettingsViewModel settings, Texts texts) {
        this.settings = settings;
        this.texts = texts;
        getStyleClass().add("settings-rows");
        sceneProperty()
                .subscribe((before, now) -> {
                    if (now == null) {
                        subscriptions.forEach(Subscription::unsubscribe);
                        subscriptions.clear();
                    }
                });
    }

    /** Ends with the rows. */
    void until(Subscription subscription) {
        subscriptions.add(subscription);
    }

    void section(String key) {
        Label label = new Label(texts.get(key));
        label.getStyleClass().add("settings-section");
        getChildren().add(label);
    }

    /** A line of explanation below the last row. */
    Label note() {
        Label note = new Label();
        note.setWrapText(true);
        note.getStyleClass().add("settings-note");
        getChildren().add(note);
        return note;
    }

    /** A row, with a line below it that is hidden until there is something to say. */
    Label row(String key, Node control) {
        Label name = NameFor.control(control, texts.get(key));
        name.setWrapText(true);
        name.setMinWidth(NAME_WIDTH);
        if (control instanceof Button button) {
            button.setMinWidth(USE_PREF_SIZE); // the name before it has several lines, it has one
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(16, name, space, control);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("settings-row");
        Label said = new Label();
        said.setWrapText(true);
        said.getStyleClass().add("settings-said");
        show(said, false);
        getChildren().add(new VBox(row, said));
        return said;
    }

    void show(Label said, boolean shown) {
        said.setVisible(shown);
        said.setManaged(shown);
    }

    void figure(Figure figure) {
        String key = "settings." + figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
        TextField field = new TextField(settings.figure(figure));
        field.setPrefColumnCount(7);
        field.setAlignment(Pos.CENTER_RIGHT);
        field.setId(key);
        Label reason = row(key, field);
        reason.getStyleClass().add("reason");
        field.textProperty()
                .subscribe((before, now) -> {
                    boolean taken = settings.setFigure(figure, now);
                    field.pseudoClassStateChanged(INVALID, !taken);
                    reason.setText(taken ? "" : figure.rule(texts));
                    field.setAccessibleHelp(reason.getText());
                    show(reason, !taken);
                });
        fields.put(figure, field);
    }

    /** Shows the figures as they are set now. */
    void readAgain() {
        fields.forEach((figure, field) -> field.setText(settings.figure(figure)));
    }

    <T> void choice(String key, List<T> values, T now, Function<T, String> name, Consumer<T> take) {
        Segments buttons = new Segments();
        buttons.setAlignment(Pos.CENTER_RIGHT);
        for (T value : values) {
            ToggleButton button = new ToggleButton(name.apply(value));
            button.setSelected(value.equals(now));
            Buttons.choosing(button, () -> take.accept(value));
            buttons.add(button);
        }
        row(key, buttons);
    }
}
