package org.ponder.app.view;

import java.util.Locale;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;

/** What can be done from anywhere in the window with a key. */
enum Shortcut {
    NEW_CHAT(KeyCode.N),
    SEARCH(KeyCode.K),
    FIND(KeyCode.F),
    FIND_NEXT(KeyCode.G),
    SIDEBAR(KeyCode.B),
    CYCLE_THOUGHTS(KeyCode.T),
    FOLD_LAST(KeyCode.D),
    ANSWER_NOW(KeyCode.J),
    STOP(KeyCode.PERIOD),
    THINK(KeyCode.R),
    LATEST(KeyCode.L),
    EXPORT(KeyCode.E),
    LARGER(KeyCode.PLUS),
    SMALLER(KeyCode.MINUS),
    USUAL_SIZE(KeyCode.DIGIT0),
    SETTINGS(KeyCode.COMMA),
    SHORTCUTS(KeyCode.SLASH);

    private final KeyCode key;

    Shortcut(KeyCode key) {
        this.key = key;
    }

    KeyCombination keys() {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    String textKey() {
        return "shortcut." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
