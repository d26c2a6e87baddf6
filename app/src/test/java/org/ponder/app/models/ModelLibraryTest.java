package org.ponder.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.tensor.KvType;

/** The library shows every model with what is wrong with it, and deletes only Ponder's own. */
class ModelLibraryTest {
    @TempDir Path data;
    @TempDir Path elsewhere;
    private final List<Path> notices = new ArrayList<>();
    private Path models;

    @BeforeEach
    void makeFolder() throws IOException {
        models = Files.createDirectories(data.resolve("models"));
    }

    private ModelLibrary library() {
        return new ModelLibrary(
                data, models, List.of(new Place(Place.Keeper.LM_STUDIO, elsewhere)), notices::add);
    }

    private static LibraryEntry only(List<LibraryEntry> entries) {
        assertEquals(1, entries.size(), entries::toString);
        return entries.getFirst();
    }

    private static String said(Exception e) {
        return String.valueOf(e.getMessage());
    }

    @Test
    void aGoodFileIsSummed() throws IOException {
        Path file = ModelFiles.whole(models.resolve("good.gguf"));
        LibraryEntry entry = only(library().scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        assertEquals("good", entry.name());
        ModelSummary summary = assertNotNullValue(entry.summary());
        assertEquals(Files.size(file), summary.bytes());
        assertEquals("qwen2", summary.architecture());
        assertTrue(summary.cacheBytesPerToken() > 0);
        assertTrue(summary.bytesPerToken() > 0 && summary.bytesPerToken() <= summary.bytes());
        assertTrue(entry.own());
    }

    private static <T> T assertNotNullValue(@Nullable T value) {
        assertNotNull(value);
        return Objects.requireNonNull(value);
    }

    @Test
    void whatIsWrongWithAFileIsSaidInTheList() throws IOException {
        ModelFiles.noGguf(elsewhere.resolve("page.gguf"));
        ModelFiles.truncated(elsewhere.resolve("short.gguf"));
        ModelFiles.unknown(elsewhere.resolve("strange.gguf"));
        ModelFiles.unknownTokenizer(elsewhere.resolve("words.gguf"));
        List<LibraryEntry> entries = library().scan(KvType.F16, ModelLibraryTest::said, each -> {});
        assertEquals(
                List.of("page", "short", "strange", "words"),
                entries.stream().map(LibraryEntry::name).toList());
        for (LibraryEntry entry : entries) {
            assertEquals(null, entry.summary());
            assertFalse(entry.own());
            assertTrue(entry.problem().endsWith("."), entry.problem());
        }
        assertTrue(entries.get(0).problem().contains("GGUF"), entries.get(0).problem());
        assertTrue(entries.get(2).problem().contains("mamba9"), entries.get(2).problem());
        assertTrue(entries.get(3).problem().contains("gpt-X"), entries.get(3).problem());
    }

    @Test
    void whatBelongsBesideAModelIsNotListedUnlessItWasNamed() throws IOException {
        for (String type : List.of("imatrix", "adapter", "mmproj")) {
            ModelFiles.told(elsewhere.resolve(type + ".gguf"), "general.type", type);
        }
        ModelFiles.told(elsewhere.resolve("other.gguf"), "general.type", "model");
        ModelLibrary library = library();
        List<LibraryEntry> told = new ArrayList<>();
        library.scan(KvType.F16, ModelLibraryTest::said, told::add);
        assertEquals("other", only(told).name());
        library.add(elsewhere.resolve("imatrix.gguf"));
        LibraryEntry named =
                library.scan(KvType.F16, ModelLibraryTest::said, each -> {}).getFirst();
        assertEquals("imatrix", named.name());
        assertTrue(named.problem().contains("beside a model"), named.problem());
    }

    @Test
    void whatIsFoundIsToldAtOnceAndOnceOnly() throws IOException {
        Path file = ModelFiles.whole(elsewhere.resolve("a/good.gguf"));
        ModelLibrary library = library();
        library.add(file);
        library.add(elsewhere);
        List<LibraryEntry> told = new ArrayList<>();
        assertEquals(library.scan(KvType.F16, ModelLibraryTest::said, told::add), told);
        assertEquals(Place.Keeper.USER, only(told).keeper());
    }

    @Test
    void whatAnotherWindowRememberedStays() throws IOException {
        Path file = ModelFiles.whole(elsewhere.resolve("b/good.gguf"));
        Path other = ModelFiles.whole(elsewhere.resolve("c/other.gguf"));
        ModelLibrary here = library();
        ModelLibrary there = library();
        there.add(file);
        there.setStandard(Optional.of(file));
        here.add(other);
        there.forget(file);
        ModelLibrary again = new ModelLibrary(data, models, List.of(), notices::add);
        assertEquals(Optional.of(file), again.standard());
        assertEquals(
                other, only(again.scan(KvType.F16, ModelLibraryTest::said, each -> {})).file());
    }

    @Test
    void aFolderNamedByALinkIsTakenOffTheList() throws IOException {
        ModelFiles.whole(elsewhere.resolve("b/good.gguf"));
        Path link = Files.createSymbolicLink(elsewhere.resolve("link"), elsewhere.resolve("b"));
        ModelLibrary library = new ModelLibrary(data, models, List.of(), notices::add);
        library.add(link);
        LibraryEntry found = only(library.scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        assertEquals(Optional.of(link), library.folderOf(found.file()));
        library.forget(found.file());
        assertEquals(List.of(), library.scan(KvType.F16, ModelLibraryTest::said, each -> {}));
    }

    @Test
    void importsNamesAndDefaultAreRemembered() throws IOException {
        Path folder = elsewhere.resolve("b");
        Path file = ModelFiles.whole(folder.resolve("good.gguf"));
        ModelLibrary library = new ModelLibrary(data, models, List.of(), notices::add);
        library.add(folder);
        ModelNote note =
                new ModelNote(
                        "My model",
                        new ModelNote.Loading(1024, 3, KvType.Q8_0, "r1-zero"),
                        new ModelNote.Replies(
                                new OwnSampling(0.2, 40, 0.5, 0.05, 1.1, -3L), 300, "Be brief."));
        library.setNote(file, note);
        library.setStandard(Optional.of(file));
        ModelLibrary again = new ModelLibrary(data, models, List.of(), notices::add);
        assertEquals(
                "My model",
                only(again.scan(KvType.F16, ModelLibraryTest::said, each -> {})).name());
        assertEquals("My model", again.nameOf(file));
        assertEquals(note, again.note(file));
        assertEquals(Optional.of(file), again.standard());
        again.forget(file);
        assertEquals(List.of(), again.scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        Files.delete(file);
        assertEquals(Optional.of(file), again.standard(), "its disk may come back");
        assertEquals(List.of(), notices);
    }

    @Test
    void aFileThatIsGoneStaysInTheListWithItsReason() throws IOException {
        Path file = ModelFiles.whole(elsewhere.resolve("b/good.gguf"));
        ModelLibrary library = new ModelLibrary(data, models, List.of(), notices::add);
        library.add(file);
        Files.delete(file);
        assertTrue(
                only(library.scan(KvType.F16, ModelLibraryTest::said, each -> {}))
                        .problem()
                        .contains("no file"));
    }

    @Test
    void deletingFreesWhatItSaysAndTakesAllParts() throws IOException {
        for (int i = 1; i <= 3; i++) {
            Files.write(models.resolve("big-0000" + i + "-of-00003.gguf"), new byte[100 * i]);
        }
        ModelFiles.noGguf(models.resolve("other.gguf"));
        ModelLibrary library = library();
        LibraryEntry big = library.scan(KvType.F16, ModelLibraryTest::said, each -> {}).getFirst();
        assertEquals("big", big.name());
        assertEquals(600, ModelLibrary.size(big));
        assertEquals(600, library.delete(big));
        assertEquals(
                "other", only(library.scan(KvType.F16, ModelLibraryTest::said, each -> {})).name());
    }

    @Test
    void onlyPondersOwnFilesAreDeleted() throws IOException {
        Path theirs = ModelFiles.whole(elsewhere.resolve("good.gguf"));
        ModelLibrary library = library();
        LibraryEntry entry = only(library.scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        IOException refused = assertThrows(IOException.class, () -> library.delete(entry));
        assertTrue(String.valueOf(refused.getMessage()).contains("leaves it"));
        // Nor does a folder that is a link lead there.
        Files.createSymbolicLink(models.resolve("link"), elsewhere);
        LibraryEntry linked =
                new LibraryEntry(
                        models.resolve("link/good.gguf"), "x", Place.Keeper.PONDER, null, "");
        assertThrows(IOException.class, () -> library.delete(linked));
        assertTrue(Files.exists(theirs));
    }

    @Test
    void theUnpackedBundledModelIsNotListed() throws IOException {
        ModelFiles.whole(models.resolve("pebble-0123abcd.gguf"));
        assertEquals(List.of(), library().scan(KvType.F16, ModelLibraryTest::said, each -> {}));
    }

    @Test
    void aDamagedListIsPutAsideAndSaid() throws IOException {
        Path file = data.resolve("library.json");
        Files.writeString(file, "{\"imported\": [");
        assertEquals(List.of(), library().scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        assertEquals(List.of(data.resolve("library.json.damaged")), notices);
        assertTrue(Files.exists(notices.getFirst()));
        library().add(elsewhere);
        assertTrue(Files.readString(file).contains("imported"));
    }

    @Test
    void aSecondDamagedListDoesNotReplaceTheFirst() throws IOException {
        Path file = data.resolve("library.json");
        Files.writeString(file, "one");
        library();
        Files.writeString(file, "two");
        library();
        assertEquals("one", Files.readString(data.resolve("library.json.damaged")));
        assertEquals("two", Files.readString(data.resolve("library.json.damaged-2")));
        assertEquals(2, notices.size());
    }

    @Test
    void aListThatCannotBeReadForAWhileIsNotLost() throws IOException {
        Path file = data.resolve("library.json");
        Path one = ModelFiles.whole(elsewhere.resolve("a/one.gguf"));
        Path two = ModelFiles.whole(elsewhere.resolve("b/two.gguf"));
        library().add(one);
        Path meanwhile = Files.move(file, data.resolve("meanwhile"));
        Files.createDirectory(file); // cannot be read as a file, whoever tries
        ModelLibrary library = library();
        assertEquals(List.of(file), notices, "where it is");
        Files.delete(file);
        Files.move(meanwhile, file);
        library.add(two);
        ModelLibrary again = new ModelLibrary(data, models, List.of(), notices::add);
        assertEquals(2, again.scan(KvType.F16, ModelLibraryTest::said, each -> {}).size());
        assertEquals(1, notices.size());
    }

    @Test
    void aListThatCannotBeReadIsKeptWhenAnotherIsSaved() throws IOException {
        Path file = data.resolve("library.json");
        Files.createDirectory(file);
        ModelLibrary library = library();
        library.add(elsewhere);
        Path kept = data.resolve("library.json.damaged");
        assertTrue(Files.isDirectory(kept));
        assertEquals(List.of(file, kept), notices);
        assertTrue(Files.isRegularFile(file));
    }

    @Test
    void strangeValuesInTheListAreLeftOut() throws IOException {
        Files.writeString(
                data.resolve("library.json"),
                """
                {"imported": [7, "", "\\u0000"], "default": {"a": 1},
                 "models": {"/x": {"contextTokens": -5}, "/y": 3}}\
                """);
        ModelLibrary library = library();
        assertEquals(List.of(), library.scan(KvType.F16, ModelLibraryTest::said, each -> {}));
        assertEquals(0, library.note(Path.of("/x")).loading().contextTokens());
        assertEquals(List.of(), notices);
    }
}
