package org.ponder.app.view;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;

/** One of a few things, side by side. */
final class Choice<T extends Enum<T>> extends Segments {
    private final ObjectProperty<T> value;

    /**
     * @param name tells screen readers what is chosen
     * @param id of a choice's button begins with it
     */
    Choice(String name, String id, List<T> choices, T first, Function<T, String> texts) {
        value = new SimpleObjectProperty<>(first);
        setAccessibleText(name);
        for (T choice : choices) {
            ToggleButton button = new ToggleButton(texts.apply(choice));
            button.setId(id + "-" + choice.name().toLowerCase(Locale.ROOT));
            Buttons.choosing(button, () -> value.set(choice));
            value.subscribe(now -> button.setSelected(now == choice));
            add(button);
        }
    }

    /** What is chosen. */
    ObjectProperty<T> valueProperty() {
        return value;
    }
}
