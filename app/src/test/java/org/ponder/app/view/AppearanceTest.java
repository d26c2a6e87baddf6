package org.ponder.app.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import javafx.application.ColorScheme;
import org.junit.jupiter.api.Test;
import org.ponder.app.store.LookSettings.Theme;
import org.ponder.ui.UiResources;

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

    @Test
    void codeIsInAFamilyOfTheSystemWhereOneOfThemIsThere() {
        String usual = UiResources.stylesheet("ponder.css");
        assertEquals(usual, Appearance.ponder(List.of("DejaVu Sans Mono")));
        String own = Appearance.ponder(List.of("Arial", "Menlo"));
        String sheet =
                new String(
                        Base64.getDecoder().decode(own.substring(own.indexOf(',') + 1)),
                        StandardCharsets.UTF_8);
        assertTrue(sheet.contains("-fx-font-family: \"Menlo\";"));
        assertFalse(sheet.contains("monospace"));
    }
}
