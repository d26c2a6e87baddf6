package org.ponder.app.view;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;
import org.ponder.app.store.ThoughtMode;
import org.ponder.app.viewmodel.Preferences;
import org.ponder.app.viewmodel.Texts;

/** The window's default of how thoughts are shown. */
final class ModeChoice extends SegmentedButton {

    private final Map<ThoughtMode, ToggleButton> buttons = new EnumMap<>(ThoughtMode.class);

    ModeChoice(Preferences preferences, Texts texts) {
        for (ThoughtMode mode : ThoughtMode.values()) {
            String name = Modes.key(mode);
            ToggleButton button = new ToggleButton(texts.get("mode." + name), new Icon(name, 16));
            button.setId("mode-" + name);
            Buttons.named(button, texts.get("mode." + name + ".help"));
            Buttons.choosing(button, () -> preferences.thoughtModeProperty().set(mode));
            buttons.put(mode, button);
            getButtons().add(button);
        }
        getStyleClass().add("mode-choice");
        setAccessibleText(texts.get("mode.label"));
        Weakly.follow(
                this,
                preferences.thoughtModeProperty(),
                now -> buttons.forEach((mode, button) -> button.setSelected(mode == now)));
    }

    /** Shows the icons alone, whose names are in tooltips, or the names too. */
    void showNames(boolean shown) {
        buttons.values()
                .forEach(button ->
                        button.setContentDisplay(
                                shown ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
    }
}
