package org.ponder.app.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * What can be done with a key, and where. The one table of keys: handlers ask it what a key means,
 * and the sheet of shortcuts lists it.
 */
enum Shortcut {
    NEW_CHAT(KeyCode.N),
    SEARCH(KeyCode.K),
    FIND(KeyCode.F),
    FIND_NEXT(KeyCode.G),
    SIDEBAR(KeyCode.B),
    NEXT_PART(Place.ANYWHERE, new KeyCodeCombination(KeyCode.F6)),
    CYCLE_THOUGHTS(KeyCode.T),
    FOLD_LAST(KeyCode.D),
    ANSWER_NOW(KeyCode.J),
    STOP(KeyCode.PERIOD),
    THINK(KeyCode.R),
    BRANCH(KeyCode.I),
    COMPARE(
            Place.ANYWHERE,
            new KeyCodeCombination(
                    KeyCode.C, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN)),
    LATEST(KeyCode.L),
    EXPORT(KeyCode.E),
    MODEL(KeyCode.M),
    GAUGES(KeyCode.U),
    // On many keyboards plus is written with Shift on the key of the equals sign.
    LARGER(Place.ANYWHERE, down(KeyCode.PLUS), shifted(KeyCode.EQUALS), down(KeyCode.ADD)),
    SMALLER(Place.ANYWHERE, down(KeyCode.MINUS), down(KeyCode.SUBTRACT)),
    USUAL_SIZE(KeyCode.DIGIT0),
    SETTINGS(KeyCode.COMMA),
    // On many keyboards the slash is written with Shift, on the key of a digit.
    SHORTCUTS(Place.ANYWHERE, new KeyCodeCombination(KeyCode.F1), down(KeyCode.SLASH)),
    CLOSE(Place.ANYWHERE, new KeyCodeCombination(KeyCode.ESCAPE)),

    SEND(Place.QUESTION, new KeyCodeCombination(KeyCode.ENTER)),
    NEWLINE(Place.QUESTION, new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHIFT_DOWN)),

    OPEN_CHAT(Place.CHATS, new KeyCodeCombination(KeyCode.ENTER)),
    RENAME_CHAT(Place.CHATS, new KeyCodeCombination(KeyCode.F2)),
    DELETE_CHAT(Place.CHATS, new KeyCodeCombination(KeyCode.DELETE)),
    UNDO_DELETE(Place.CHATS, down(KeyCode.Z)),
    CHAT_MENU(
            Place.CHATS,
            new KeyCodeCombination(KeyCode.F10, KeyCombination.SHIFT_DOWN),
            new KeyCodeCombination(KeyCode.CONTEXT_MENU)),

    NEXT_MATCH(Place.FIND, new KeyCodeCombination(KeyCode.ENTER)),
    PREVIOUS_MATCH(Place.FIND, new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHIFT_DOWN)),

    COPY(Place.READING, down(KeyCode.C)),
    SELECT_ALL(Place.READING, down(KeyCode.A)),
    LINE_DOWN(Place.READING, new KeyCodeCombination(KeyCode.DOWN)),
    LINE_UP(Place.READING, new KeyCodeCombination(KeyCode.UP)),
    PAGE_DOWN(
            Place.READING,
            new KeyCodeCombination(KeyCode.PAGE_DOWN),
            new KeyCodeCombination(KeyCode.SPACE)),
    PAGE_UP(Place.READING, new KeyCodeCombination(KeyCode.PAGE_UP)),
    BEGINNING(Place.READING, new KeyCodeCombination(KeyCode.HOME)),
    END(Place.READING, new KeyCodeCombination(KeyCode.END));

    private final Place place;

    /** Neither the list nor a combination of keys can be changed. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final List<KeyCombination> keys;

    /** Where the keyboard must be for a key to mean this. */
    enum Place {
        ANYWHERE,
        QUESTION,
        CHATS,
        FIND,
        READING;

        String textKey() {
            return "shortcuts." + name().toLowerCase(Locale.ROOT);
        }
    }

    Shortcut(KeyCode key) {
        this(Place.ANYWHERE, down(key));
    }

    Shortcut(Place place, KeyCombination... keys) {
        this.place = place;
        this.keys = List.of(keys);
    }

    private static KeyCombination down(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
    }

    /** With Shift or without. */
    private static KeyCombination shifted(KeyCode key) {
        return new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_ANY);
    }

    Place place() {
        return place;
    }

    /** The keys as they are told; the others do the same. */
    KeyCombination keys() {
        return keys.getFirst();
    }

    /** Whether this key, pressed in the right place, means it. */
    boolean matches(KeyEvent event) {
        return keys.stream().anyMatch(each -> each.match(event));
    }

    /** What a key means to whoever reads a conversation; empty where it means nothing there. */
    static Optional<Shortcut> reading(KeyEvent event) {
        return Stream.of(values())
                .filter(each -> each.place == Place.READING && each.matches(event))
                .findFirst();
    }

    /** Whether it does the same while a sheet lies over the window. */
    boolean actsUnderSheets() {
        return switch (this) {
            case STOP, LARGER, SMALLER, USUAL_SIZE -> true;
            default -> false;
        };
    }

    String textKey() {
        return "shortcut." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
