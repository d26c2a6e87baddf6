package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language is added by dropping its file; what the file lacks or spoils stays English. */
class LanguagesTest {
    @TempDir private Path folder;

    @Test
    void withoutAFolderThereAreThoseThatComeWithPonder() {
        assertEquals(List.of("en", "zh"), new Languages(folder.resolve("none")).tags());
        assertEquals("Send", new Languages(folder).texts("en").get("composer.send"));
        assertEquals("发送", new Languages(folder).texts("zh").get("composer.send"));
    }

    @Test
    void aDroppedFileIsALanguage() throws Exception {
        Files.writeString(
                folder.resolve("messages_de.properties"),
                "composer.send=Senden\nthought.reading=Lese {0,number,integer} von {1,number,integer}\n");
        Languages languages = new Languages(folder);
        assertEquals(List.of("en", "zh", "de"), languages.tags());
        assertEquals("Deutsch", Languages.nameOf("de"));
        Texts german = languages.texts("de");
        assertEquals(Locale.GERMAN, german.locale());
        assertEquals("Senden", german.get("composer.send"));
        assertEquals("Lese 1.000 von 2.000", german.format("thought.reading", 1000, 2000));
        assertEquals("Stop", german.get("composer.stop"));
    }

    @Test
    void aSpoiltTextStaysEnglish() throws Exception {
        Files.writeString(
                folder.resolve("messages_de.properties"),
                "budget.tokens={0 Wörter\ncomposer.send=\n");
        Texts german = new Languages(folder).texts("de");
        assertEquals("12 tokens", german.format("budget.tokens", 12));
        assertEquals("Send", german.get("composer.send"));
    }

    @Test
    void whatIsNoLanguageIsLeftAlone() throws Exception {
        Files.write(folder.resolve("messages_de.properties"), new byte[] {(byte) 0xff, 61, 65});
        Files.writeString(folder.resolve("messages_.properties"), "ok=x");
        Files.writeString(folder.resolve("messages_fr.properties"), "ok=" + "x".repeat(1 << 20));
        Languages languages = new Languages(folder);
        assertTrue(languages.tags().size() <= 3, languages.tags()::toString);
        assertEquals("OK", languages.texts("de").get("ok"));
        assertEquals("OK", languages.texts("fr").get("ok"));
    }
}
