package org.ponder.app.view;

import java.util.Arrays;
import java.util.List;
import javafx.scene.input.KeyCombination;

/** The table of keys, for tests outside of its package. */
public final class ShortcutTable {
    private ShortcutTable() {}

    /** One action. */
    public record Entry(String name, KeyCombination keys) {}

    /** All actions. */
    public static List<Entry> all() {
        return Arrays.stream(Shortcut.values())
                .map(shortcut -> new Entry(shortcut.name(), shortcut.keys()))
                .toList();
    }

    /** Those that can be done from anywhere in the window. */
    public static List<Entry> anywhere() {
        return Arrays.stream(Shortcut.values())
                .filter(shortcut -> shortcut.place() == Shortcut.Place.ANYWHERE)
                .map(shortcut -> new Entry(shortcut.name(), shortcut.keys()))
                .toList();
    }
}
