package org.ponder.app.viewmodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ponder.app.store.Notice;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.ui.UiResources;

/** What went wrong is said in the user's language, with the file or the figures it is about. */
class SentencesTest {
    private static final String CHINESE = ".*\\p{IsHan}.*";

    @TempDir private Path folder;

    private final Sentences english =
            new Sentences(new Texts(UiResources.messages(Locale.ENGLISH)));
    private final Sentences chinese =
            new Sentences(new Texts(UiResources.messages(Locale.SIMPLIFIED_CHINESE)));

    @ParameterizedTest
    @EnumSource(Notice.Kind.class)
    void everyNoticeIsSaidInBothLanguages(Notice.Kind kind) {
        Notice notice =
                new Notice(kind, List.of("first", "12", "3456"), "It's told in English {here}.");
        assertEquals("It's told in English {here}.", english.of(notice));
        String said = chinese.of(notice);
        assertTrue(said.matches(CHINESE), said);
        assertTrue(said.contains("first") || said.contains("12"), said);
        assertFalse(said.contains("English"), said);
        assertFalse(said.contains("{"), said);
    }

    @Test
    void everyProblemOfTheStoreHasATextInBothLanguages() {
        for (StoreException.Problem problem : StoreException.Problem.values()) {
            String key = "problem." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertEquals("{0}", UiResources.messages(Locale.ENGLISH).getString(key));
            assertTrue(
                    UiResources.messages(Locale.SIMPLIFIED_CHINESE).getString(key).matches(CHINESE),
                    key);
        }
    }

    @Test
    void theFiguresOfAnOverflowAreInTheSentence() {
        var overflow = new ContextOverflowException(5000, 4096);
        assertEquals(overflow.getMessage(), english.of(overflow));
        assertTrue(chinese.of(overflow).contains("5,000"), chinese.of(overflow));
        assertTrue(chinese.of(overflow).contains("4,096"));
    }

    @ParameterizedTest
    @CsvSource({"<html>, 不是 GGUF", "'', 不完整", "version https://git-lfs, Git LFS"})
    void whatIsWrongWithAFileIsSaidWithoutAWordOfEnglish(String content, String expected)
            throws Exception {
        Path file = Files.writeString(folder.resolve("model.gguf"), content);
        var problem = assertThrows(GgufFormatException.class, () -> GgufFile.open(file).close());
        assertEquals(problem.getMessage(), english.of(problem));
        String said = chinese.of(problem);
        assertTrue(said.contains(expected), said);
        assertFalse(said.contains(problem.getMessage()), said);
    }

    @Test
    void whatNobodyForesawIsStillASentence() {
        Stream.of(
                        new NoSuchFileException("/x/y.gguf"),
                        new OutOfMemoryError(),
                        new IllegalStateException(),
                        new IllegalStateException("No model is loaded: choose one first."))
                .forEach(problem -> {
                    assertFalse(english.of(problem).isBlank());
                    assertTrue(chinese.of(problem).matches(CHINESE), chinese.of(problem));
                });
    }
}
