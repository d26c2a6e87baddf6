package org.ponder.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A translation says everything that English says, with the same values in it. */
class MessageBundlesTest {
    private final ResourceBundle english = UiResources.messages(Locale.ENGLISH);
    private final ResourceBundle chinese = UiResources.messages(Locale.SIMPLIFIED_CHINESE);

    @Test
    void chineseHasExactlyTheKeysOfEnglish() {
        assertEquals("zh", chinese.getLocale().getLanguage());
        assertEquals(new TreeSet<>(english.keySet()), ownKeys(chinese));
    }

    @Test
    void everyTextIsAPatternWithTheSameValues() {
        for (String key : english.keySet()) {
            assertEquals(places(english.getString(key)), places(chinese.getString(key)), () -> key);
            assertFalse(english.getString(key).isBlank(), () -> key);
        }
    }

    @Test
    void anUnknownLanguageReadsEnglish() {
        assertEquals(
                "Send",
                UiResources.messages(Locale.forLanguageTag("eo")).getString("composer.send"));
    }

    @Test
    void stylesheetsAreThere() {
        for (String name : new String[] {"light.css", "dark.css", "controls.css", "ponder.css"}) {
            assertFalse(UiResources.stylesheet(name).isEmpty());
        }
    }

    /** Keys that come from the translation itself, not from its fallback. */
    private static TreeSet<String> ownKeys(ResourceBundle bundle) {
        TreeSet<String> keys = new TreeSet<>();
        for (String key : bundle.keySet()) {
            if (bundle.containsKey(key)) {
                keys.add(key);
            }
        }
        return keys;
    }

    private static int places(String pattern) {
        return (int) Arrays.stream(new MessageFormat(pattern).getFormatsByArgumentIndex()).count();
    }
}
