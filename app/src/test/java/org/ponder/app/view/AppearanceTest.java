package org.ponder.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.application.ColorScheme;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.LookSettings.Theme;

/** Light and dark, as they are seen. */
class AppearanceTest {

    @Test
    void theOtherThemeLooksDifferentOnEveryDesktop() {
        assertEquals(Theme.LIGHT, Appearance.other(Theme.SYSTEM, ColorScheme.DARK));
        assertEquals(Theme.DARK, Appearance.other(Theme.SYSTEM, ColorScheme.LIGHT));
        for (ColorScheme desktop : ColorScheme.values()) {
            assertEquals(Theme.LIGHT, Appearance.other(Theme.DARK, desktop));
            assertEquals(Theme.DARK, Appearance.other(Theme.LIGHT, desktop));
        }
    }
}
