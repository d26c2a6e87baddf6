package org.ponder.app.view;

import java.util.List;
import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Shows values by their names in a box to choose from. */
final class NameConverter<T> extends StringConverter<T> {
    private final List<T> values;
    private final Function<T, String> name;

    NameConverter(List<T> values, Function<T, String> name) {
        this.values = values;
        this.name = name;
    }

    @Override
    public String toString(@Nullable T value) {
        return value == null ? "" : name.apply(value);
    }

    @Override
    public @Nullable T fromString(String text) {
        return values.stream()
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElse(null);
    }
}
