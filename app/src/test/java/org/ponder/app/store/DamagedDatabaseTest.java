package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.app.exchange.Export;
import org.ponder.app.exchange.JsonImport;
import org.ponder.app.store.StoreException.Problem;
import org.ponder.engine.reply.ReplyEvent;

final class DamagedDatabaseTest {
    private static final int PAGE = 4096;

    @TempDir Path folder;

    @Test
    void withoutItsHeaderEverythingIsStillRecovered() throws Exception {
        List<String> before = fill();
        overwrite(0, new byte[100]);

        assertEquals(before, recovered(before.size()));
    }

    @Test
    void withoutItsFirstPageEverythingIsStillRecovered() throws Exception {
        List<String> before = fill();
        byte[] garbage = new byte[PAGE];
        new Random(1).nextBytes(garbage);
        overwrite(0, garbage);

        assertEquals(before, recovered(before.size()));
    }

    @Test
    void withItsEndCutOffTheRestIsRecovered() throws Exception {
        List<String> before = fill();
        Path file = file();
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(Files.size(file) / 2 + 1_000);
        }

        List<String> after = recovered(0);

        assertFalse(after.isEmpty());
        for (String text : after) {
            // A thought that went on in the part cut off ends there, perhaps within a character.
            String thought =
                    text.substring(0, text.indexOf('|') + 1).replaceFirst("\ufffd*[|]$", "");
            boolean begun =
                    !thought.isEmpty()
                            && before.stream().anyMatch(each -> each.startsWith(thought));
            boolean lost = text.isEmpty(); // the question of a reply that is there
            assertTrue(lost || begun || before.contains(text), text);
        }
    }

    @Test
    void withPagesOverwrittenTheOthersAreRecovered() throws Exception {
        List<String> before = fill();
        Random random = new Random(2);
        int pages = (int) (Files.size(file()) / PAGE);
        for (int i = 0; i < pages / 8; i++) {
            byte[] garbage = new byte[PAGE];
            random.nextBytes(garbage);
            overwrite((long) random.nextInt(pages) * PAGE, garbage);
        }

        List<String> after = recovered(0);

        assertTrue(after.size() > before.size() / 3, after.size() + " of " + before.size());
    }

    @Test
    void aFileThatIsNoDatabaseIsSetAside() throws Exception {
        Files.writeString(file(), "This is not a database, whatever its name says. ".repeat(100));

        assertEquals(List.of(), recovered(0));
    }

    @Test
    void theDamagedFileIsKeptAsItWas() throws Exception {
        fill();
        overwrite(0, new byte[100]);
        byte[] damaged = Files.readAllBytes(file());

        ConversationStore.Opened opened =
                ConversationStore.open(Stores.folder(folder), problem -> {});
        opened.store().close();

        Notice notice = opened.notices().getFirst();
        assertEquals(Notice.Kind.DATABASE_RECOVERED, notice.kind());
        Path kept = Path.of(notice.details().getFirst());
        assertArrayEquals(damaged, Files.readAllBytes(kept));
        assertTrue(notice.sentence().contains(kept.toString()), notice.sentence());
    }

    @Test
    void whatOnlyTheLogHoldsIsRecoveredToo() throws Exception {
        List<String> before = fill();
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (ConversationStore store = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(store, "Only in the log?");
            ReplyRecorder recorder = store.replies().record(asked.reply());
            recorder.accept(new ReplyEvent.Thought("A live piece", 3, Duration.ofMillis(1)));
            recorder.flush();
            Files.copy(file(), copy.resolve("conversations.db"));
            Files.copy(
                    folder.resolve("conversations.db-wal"), copy.resolve("conversations.db-wal"));
        }
        folder = copy;
        overwrite(2 * PAGE, new byte[6 * PAGE]);

        List<String> after = recovered(2);

        assertTrue(after.contains("Only in the log?"));
        assertTrue(after.contains("A live piece|"));
        assertTrue(after.size() > before.size() / 4, after.size() + " of " + before.size());
    }

    @Test
    void ofAReplyThatWasBeingWrittenEveryPieceIsRecovered() throws Exception {
        StringBuilder thought = new StringBuilder();
        Path copy = Files.createDirectories(folder.resolve("copy"));
        try (ConversationStore store = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(store, "Long?");
            ReplyRecorder recorder = store.replies().record(asked.reply());
            for (int i = 0; i < 300; i++) {
                String piece = "Piece " + i + " of what is thought. ".repeat(5);
                thought.append(piece);
                recorder.accept(new ReplyEvent.Thought(piece, i, Duration.ofMillis(i)));
                recorder.flush();
            }
            RawDatabase.execute(folder, "PRAGMA wal_checkpoint(TRUNCATE)");
            Files.copy(file(), copy.resolve("conversations.db"));
        }
        folder = copy;
        overwrite(0, new byte[100]);

        assertEquals(List.of("Long?", thought + "|"), recovered(2));
    }

    @Test
    void ofATextThatBreaksOffWhatThereIsIsRecovered() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(store, "Long?");
            Stores.reply(store, asked, "begun ".repeat(5_000) + "LOST " + "x".repeat(9_000), "");
        }
        RawDatabase.execute(
                folder,
                "UPDATE message SET left_out = 5, taken_over = 700 WHERE role = 'assistant'");
        String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
        // SQLite has left the row as it was before the update in free pages.
        for (int at = bytes.indexOf("LOST "); at >= 0; at = bytes.indexOf("LOST ", at + 1)) {
            overwrite((long) at / PAGE * PAGE, new byte[PAGE]);
        }
        overwrite(0, new byte[100]);

        List<String> after = recovered(2);

        assertTrue(after.getLast().startsWith("begun begun "), after.getLast());
    }

    @Test
    void repliesWhoseQuestionIsLostAreExportedAndImportedAsAllOthers() throws Exception {
        long conversation;
        try (ConversationStore store = Stores.open(folder)) {
            // Each fills a page of its own.
            String text = "x".repeat(3_980) + " LOST ";
            AskedQuestion one = Stores.ask(store, text + "ONE");
            Stores.reply(store, one, "Hm.", "First ONE");
            Stores.replyAgain(store, one, "Hm.", "Second ONE");
            conversation = one.conversation().id();
            AskedQuestion two = Stores.ask(store, conversation, text + "TWO");
            Stores.reply(store, two, "Hm.", "First TWO");
            Stores.replyAgain(store, two, "Hm.", "Second TWO");
        }
        String bytes = Files.readString(file(), StandardCharsets.ISO_8859_1);
        for (int at = bytes.indexOf("LOST "); at >= 0; at = bytes.indexOf("LOST ", at + 1)) {
            overwrite((long) at / PAGE * PAGE, new byte[PAGE]);
        }
        overwrite(0, new byte[100]);

        assertEquals(List.of("", "", "Hm.|Second ONE", "Hm.|Second TWO"), recovered(4));

        try (ConversationStore store = Stores.open(folder)) {
            ConversationTree tree = store.trees().read(conversation);
            assertEquals(6, tree.messages().size());
            assertEquals(4, tree.path().size());
            Path export = folder.resolve("export.json");
            Export.replaceJson(export, Instant.EPOCH, sink -> sink.add(tree));
            List<ConversationTree> trees = new ArrayList<>();
            assertEquals(1, JsonImport.read(export, trees::add, leftOut -> {}));
            long imported = store.trees().add(trees.getFirst()).summary().id();
            assertEquals(
                    tree.path().stream().map(StoredMessage::content).toList(),
                    store.messages().path(imported).stream().map(StoredMessage::content).toList());
        }
    }

    @Test
    void aRecoveryThatWasKilledGoesOnAtTheNextStart() throws Exception {
        List<String> before = fill();
        Path recovered = folder.resolve("conversations.recovered.db");
        Files.copy(file(), recovered);
        overwrite(0, new byte[100]);

        assertEquals(before, recovered(before.size()));
        assertFalse(Files.exists(recovered));
    }

    @Test
    void whileAnotherPonderPutsTheRecoveredDatabaseInPlaceNoneTouchesIt() throws Exception {
        List<String> before = fill();
        Path recovered = folder.resolve("conversations.recovered.db");
        Files.copy(file(), recovered);
        overwrite(0, new byte[100]);
        try (ExecutorService thread = Executors.newSingleThreadExecutor();
                ChildProcess other = ChildProcess.start(HeldOpening.class, folder.toString())) {
            assertEquals("held", other.line());
            Future<List<String>> opened = thread.submit(() -> recovered(before.size()));
            Thread.sleep(200);
            assertTrue(Files.exists(recovered));
            other.kill();

            assertEquals(before, opened.get());
        }
    }

    @Test
    void anotherPonderThatIsOpenStopsTheRecovery() throws Exception {
        fill();
        try (Instances _ = Instances.register(folder.resolve("running"))) {
            overwrite(0, new byte[100]);
            StoreException refused =
                    assertThrows(
                            StoreException.class,
                            () -> ConversationStore.open(Stores.folder(folder), problem -> {}));
            assertEquals(Problem.DAMAGED, refused.problem());
            assertTrue(refused.getMessage().contains("another Ponder"), refused.getMessage());
        }
    }

    @Test
    void damageThatIsMetLaterIsRepairedAtTheNextStart() throws Exception {
        List<String> before = fill();
        Files.write(folder.resolve("conversations.suspect"), new byte[0]);

        ConversationStore.Opened opened =
                ConversationStore.open(Stores.folder(folder), problem -> {});
        try (ConversationStore store = opened.store()) {
            assertEquals(List.of(), opened.notices(), "it was sound");
            assertEquals(1, store.search().find("\"Question 3,7\"", 10).size());
            assertEquals(before, texts(store));
        }
        assertFalse(Files.exists(folder.resolve("conversations.suspect")));
    }

    private Path file() {
        return folder.resolve("conversations.db");
    }

    /** Fills the database with conversations, short and long, and tells their texts. */
    private List<String> fill() throws StoreException {
        try (ConversationStore store = Stores.open(folder)) {
            for (int i = 0; i < 5; i++) {
                AskedQuestion asked = Stores.ask(store, "Question " + i + ",0?");
                for (int j = 0; j < 8; j++) {
                    Stores.reply(
                            store,
                            asked,
                            "Thought 想 ".repeat(1 + i * j * j * 3),
                            "Answer " + j + " 答. ".repeat(j));
                    if (j < 7) {
                        String next = "Question " + i + "," + (j + 1) + "?";
                        asked = Stores.ask(store, asked.conversation().id(), next);
                    }
                }
            }
            return texts(store);
        }
    }

    private static List<String> texts(ConversationStore store) throws StoreException {
        List<String> texts = new ArrayList<>();
        for (ConversationSummary each : store.conversations().list(null, 0, 1000)) {
            for (StoredMessage message : store.messages().path(each.id())) {
                texts.add(
                        message.thought() == null
                                ? message.content()
                                : message.thought() + "|" + message.content());
            }
        }
        texts.sort(null);
        return texts;
    }

    /** Opens the damaged database, and sees that it says so, works, and is sound from then on. */
    private List<String> recovered(int atLeast) throws StoreException {
        ConversationStore.Opened opened =
                ConversationStore.open(Stores.folder(folder), problem -> {});
        List<String> texts;
        try (ConversationStore store = opened.store()) {
            assertEquals(
                    Notice.Kind.DATABASE_RECOVERED,
                    opened.notices().getFirst().kind(),
                    () -> opened.notices().toString());
            texts = texts(store);
            assertTrue(texts.size() >= atLeast);
            AskedQuestion asked = Stores.ask(store, "Still there?");
            Stores.reply(store, asked, "Hm.", "Yes.");
            assertFalse(store.search().find("still there", 10).isEmpty());
            store.conversations().delete(asked.conversation().id());
        }
        ConversationStore.Opened again =
                ConversationStore.open(Stores.folder(folder), problem -> {});
        try (ConversationStore store = again.store()) {
            assertEquals(List.of(), again.notices());
            assertEquals(texts, texts(store));
        }
        return texts;
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }
}
