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
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.app.download.DownloadException;
import org.ponder.app.exchange.ExchangeException;
import org.ponder.app.exchange.JsonImport;
import org.ponder.app.exchange.LeftOut;
import org.ponder.app.models.LibraryProblem;
import org.ponder.app.models.ModelLibrary;
import org.ponder.app.network.Network;
import org.ponder.app.network.OfflineException;
import org.ponder.app.remote.Prices;
import org.ponder.app.remote.RemoteProblem;
import org.ponder.app.remote.RemoteServer;
import org.ponder.app.remote.ServerRefused;
import org.ponder.app.store.Notice;
import org.ponder.app.store.StoreException;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.chat.LoadNotice;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.transformer.ContextSizeException;
import org.ponder.engine.transformer.UnsupportedModelException;
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

    @ParameterizedTest
    @EnumSource(LoadNotice.Kind.class)
    void whatTheEngineNoticesIsSaidInBothLanguages(LoadNotice.Kind kind) {
        LoadNotice notice = new LoadNotice(kind, List.of(11L, 22L, 33L), "It was so.");
        assertEquals("It was so.", english.of(notice));
        String said = chinese.of(notice);
        assertTrue(said.matches(CHINESE), said);
        assertFalse(said.contains("so") || said.contains("{"), said);
    }

    @Test
    void everyProblemOfTheStoreHasATextInBothLanguages() {
        for (StoreException.Problem problem : StoreException.Problem.values()) {
            String key = "problem." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertEquals("{0}", UiResources.messages(Locale.ENGLISH).getString(key));
            String said = UiResources.messages(Locale.SIMPLIFIED_CHINESE).getString(key);
            assertTrue(said.matches(CHINESE), key);
            assertFalse(said.contains("{0}"), key + " would be said in English");
        }
    }

    @Test
    void everyProblemOfModelsAndFilesHasATextInBothLanguages() {
        Stream.of(
                        keys("problem.exchange.", ExchangeException.Kind.values()),
                        keys("problem.context.", ContextSizeException.Limit.values()),
                        keys("problem.gguf.", GgufFormatException.Kind.values()),
                        keys("problem.left-out.", LeftOut.Reason.values()),
                        keys("problem.download.", DownloadException.Reason.values()),
                        keys("problem.remote.", RemoteProblem.Kind.values()),
                        keys("problem.server.", ServerRefused.Kind.values()),
                        keys("problem.library.", LibraryProblem.Kind.values()),
                        Stream.of(
                                "problem.unsupported",
                                "problem.offline",
                                "problem.template",
                                "problem.model.not-loaded",
                                "problem.model.tells-no-tokens"))
                .flatMap(keys -> keys)
                .forEach(key -> {
                    assertEquals("{0}", UiResources.messages(Locale.ENGLISH).getString(key));
                    String said = UiResources.messages(Locale.SIMPLIFIED_CHINESE).getString(key);
                    assertTrue(said.matches(CHINESE), key);
                    assertFalse(said.contains("{0}"), key + " would be said in English");
                });
    }

    private static Stream<String> keys(String start, Enum<?>... kinds) {
        return Stream.of(kinds)
                .map(kind -> start + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    @Test
    void anUnknownArchitectureIsNamedBesideThoseThatRun() {
        var problem = new UnsupportedModelException("mamba", List.of("llama", "qwen2"));
        assertEquals(problem.getMessage(), english.of(problem));
        String said = chinese.of(problem);
        assertTrue(said.contains("mamba") && said.contains("llama, qwen2"), said);
        assertFalse(said.contains("architecture"), said);
    }

    @Test
    void whatCannotBeImportedIsSaidWithItsFileAndPlace() throws Exception {
        Path damaged = folder.resolve("chats.json");
        Files.writeString(damaged, "{\"format\": \"ponder\",\n oh");
        var problem =
                assertThrows(
                        ExchangeException.class,
                        () -> JsonImport.read(damaged, tree -> {}, left -> {}));
        assertEquals(problem.getMessage(), english.of(problem));
        String said = chinese.of(problem);
        assertTrue(said.contains(damaged.toString()) && said.contains("第 2 行"), said);
        var left = new LeftOut(3, "chats.json", LeftOut.Reason.NO_TREE);
        assertEquals(left.sentence(), english.of(left));
        assertTrue(chinese.of(left).startsWith("chats.json 中的第 3 个对话"), chinese.of(left));
    }

    @Test
    void aServerThatIsRefusedOrAFileThatIsMissingIsNamed() {
        var refused =
                assertThrows(
                        ServerRefused.class,
                        () -> RemoteServer.parse("ftp://x", "r1", 0, Prices.UNKNOWN));
        assertEquals(refused.getMessage(), english.of(refused));
        assertTrue(chinese.of(refused).endsWith("不能是 ftp://x。"), chinese.of(refused));
        Path missing = folder.resolve("none");
        var problem =
                assertThrows(
                        LibraryProblem.class,
                        () ->
                                new ModelLibrary(folder, folder, List.of(), damaged -> {})
                                        .add(missing));
        assertEquals(problem.getMessage(), english.of(problem));
        assertTrue(chinese.of(problem).contains(missing.toString()), chinese.of(problem));
    }

    @Test
    void offlineIsSaidInBothLanguages() {
        try (Network network = new Network()) {
            var offline = assertThrows(OfflineException.class, network::client);
            assertEquals(offline.getMessage(), english.of(offline));
            assertTrue(chinese.of(offline).matches(CHINESE));
            assertFalse(chinese.of(offline).contains("offline"));
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
    void aModelFileThatGoesAwayWhileItIsUsedIsSaidInBothLanguages() {
        var fault = new InternalError("a fault occurred in an unsafe memory access operation");
        assertTrue(english.of(fault).startsWith("The model’s file cannot be read any more:"));
        assertTrue(chinese.of(fault).matches(CHINESE), chinese.of(fault));
        assertFalse(chinese.of(fault).contains("fault"), chinese.of(fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "org/ponder/engine/Missing"})
    void whatAnErrorOfJavaSaysIsNoSentenceForAPerson(String message) {
        var error = new NoClassDefFoundError(message);
        assertEquals(
                "Ponder failed with a NoClassDefFoundError: start it again.", english.of(error));
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
