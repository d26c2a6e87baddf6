package org.ponder.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A translation says everything that English says, with the same values in it. */
class MessageBundlesTest {
    private final ResourceBundle english = UiResources.messages(Locale.ENGLISH);
    private final ResourceBundle chinese = UiResources.messages(Locale.SIMPLIFIED_CHINESE);

    @Test
    void chineseHasExactlyTheKeysOfEnglish() throws IOException {
        assertEquals("zh", chinese.getLocale().getLanguage());
        assertEquals(keysOfFile("messages.properties"), keysOfFile("messages_zh.properties"));
    }

    @Test
    void everyTextIsAPatternWithTheSameValues() {
        for (String key : english.keySet()) {
            if (!quotesEnglish(key)) {
                assertEquals(
                        places(english.getString(key)), places(chinese.getString(key)), () -> key);
            }
            assertFalse(english.getString(key).isBlank(), () -> key);
        }
    }

    @Test
    void kindsOfNumbersAreSpelledInOneWay() {
        for (ResourceBundle bundle : List.of(english, chinese)) {
            for (String key : bundle.keySet()) {
                assertFalse(
                        bundle.getString(key).matches("(?s).*\\b(f16|f32|q8_0|bf16)\\b.*"),
                        () -> key + " in " + bundle.getLocale());
            }
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

    /** Store and engine speak English: there English quotes them, and others say it themselves. */
    private static boolean quotesEnglish(String key) {
        return key.startsWith("problem.") || key.startsWith("notice.");
    }

    /** Keys of the translation itself, without those that English lends it. */
    private static Set<String> keysOfFile(String name) throws IOException {
        Properties file = new Properties();
        try (InputStream in = Objects.requireNonNull(UiResources.class.getResourceAsStream(name))) {
            file.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return new TreeSet<>(file.stringPropertyNames());
    }

    private static int places(String pattern) {
        return (int) Arrays.stream(new MessageFormat(pattern).getFormatsByArgumentIndex()).count();
    }
}
