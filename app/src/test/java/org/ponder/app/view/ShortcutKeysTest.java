package org.ponder.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.ponder.ui.UiResources;

/** No key means two things in one place, and each is told in both languages. */
class ShortcutKeysTest {

    @Test
    void noKeyMeansTwoThings() {
        Set<String> seen = new HashSet<>();
        for (Shortcut shortcut : Shortcut.values()) {
            assertTrue(
                    seen.add(shortcut.place() + " " + shortcut.keys().getName()), shortcut::name);
            if (shortcut.place() != Shortcut.Place.ANYWHERE) {
                // A key that means something anywhere would be taken before it gets to its place.
                assertFalse(seen.contains("ANYWHERE " + shortcut.keys().getName()), shortcut::name);
            }
        }
    }

    @Test
    void theKeyToldForTheListOfKeysIsOnEveryKeyboard() {
        assertEquals("F1", Shortcut.SHORTCUTS.keys().getName());
    }

    @Test
    void eachIsTold() {
        for (Locale locale : new Locale[] {Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE}) {
            for (Shortcut shortcut : Shortcut.values()) {
                assertFalse(UiResources.messages(locale).getString(shortcut.textKey()).isBlank());
                assertFalse(
                        UiResources.messages(locale)
                                .getString(shortcut.place().textKey())
                                .isBlank());
            }
        }
    }
}
