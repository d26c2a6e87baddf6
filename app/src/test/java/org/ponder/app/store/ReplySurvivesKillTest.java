package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process at fifty moments: while it streams replies, again and again on the same data,
 * while it saves settings and titles, and while it brings a database of an older version up to
 * date.
 */
final class ReplySurvivesKillTest {
    /** Folders that are worked in at once; children mostly wait for their own start. */
    private static final int FOLDERS = 4;

    private static final int STREAMING_EACH = 6;
    private static final int SAVING_EACH = 3;
    private static final int MIGRATING = 14;
    private static final int LONGEST_MIGRATION_MILLIS = 250;

    @TempDir Path place;

    @Test
    void nothingThatWasSavedIsLostWhileRepliesStream() throws Exception {
        inParallel(
                FOLDERS,
                (folder, random) -> {
                    for (int kill = 0; kill < STREAMING_EACH; kill++) {
                        List<String> said = streamAndKill(folder, random);
                        assertEquals("ok", integrity(folder), "kill " + kill);
                        try (ConversationStore store = Stores.open(folder)) {
                            for (String line : said) {
                                check(store, line.split(" "), said);
                            }
                            assertEquals(
                                    List.of(),
                                    store.replies().markInterrupted(),
                                    "opening marked them");
                        }
                    }
                });
    }

    @Test
    void settingsAndTitlesAreThoseThatWereSavedLast() throws Exception {
        inParallel(
                FOLDERS,
                (folder, random) -> {
                    for (int kill = 0; kill < SAVING_EACH; kill++) {
                        int last = saveAndKill(folder, random);
                        SettingsFile.Loaded loaded = new SettingsFile(Stores.folder(folder)).load();
                        assertEquals(List.of(), loaded.notices());
                        int settings = loaded.settings().generation().contextTokens();
                        assertTrue(
                                settings == last || settings == last + 1,
                                settings + " for " + last);
                        try (ConversationStore store = Stores.open(folder)) {
                            String title =
                                    store.conversations().list(null, 0, 1).getFirst().title();
                            int number = Integer.parseInt(title.replaceAll("\\D", ""));
                            assertTrue(
                                    number == last || number == last + 1, number + " for " + last);
                        }
                    }
                });
    }

    @Test
    void aMigrationThatWasKilledIsFinishedAtTheNextStart() throws Exception {
        Path original = Files.createDirectories(place.resolve("original"));
        KilledMigration.fill(original);
        inParallel(
                MIGRATING,
                (folder, random) -> {
                    Files.copy(
                            original.resolve("conversations.db"),
                            folder.resolve("conversations.db"));
                    try (ChildProcess child =
                            ChildProcess.start(KilledMigration.class, folder.toString())) {
                        assertEquals("begin", child.line());
                        Thread.sleep(random.nextInt(LONGEST_MIGRATION_MILLIS));
                        child.kill();
                    }
                    assertEquals("ok", integrity(folder));
                    KilledMigration.check(folder);
                });
    }

    /** Something done in a folder, with chances of its own. */
    private interface Round {
        void in(Path folder, Random random) throws Exception;
    }

    private void inParallel(int folders, Round round) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(FOLDERS)) {
            List<Future<?>> rounds = new ArrayList<>();
            for (int i = 0; i < folders; i++) {
                Path folder = Files.createDirectories(place.resolve("folder" + i));
                Random random = new Random(20261123 + i);
                rounds.add(
                        threads.submit(() -> {
                            round.in(folder, random);
                            return true;
                        }));
            }
            for (Future<?> each : rounds) {
                each.get();
            }
        }
    }

    /** The number that was said to be saved last. */
    private static int saveAndKill(Path folder, Random random) throws Exception {
        try (ChildProcess child = ChildProcess.start(KilledSaver.class, folder.toString())) {
            List<String> said = new ArrayList<>();
            int lines = 1 + random.nextInt(40);
            while (said.size() < lines) {
                String line = child.line();
                assertNotNull(line, "the child ended by itself");
                said.add(line);
            }
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            said.addAll(child.kill());
            if (!said.getLast().matches("saved \\d+\\.")) {
                said.removeLast();
            }
            return Integer.parseInt(said.getLast().replaceAll("\\D", ""));
        }
    }

    private static List<String> streamAndKill(Path folder, Random random) throws Exception {
        try (ChildProcess child = ChildProcess.start(KilledWriter.class, folder.toString())) {
            List<String> said = new ArrayList<>();
            int lines = 1 + random.nextInt(60);
            while (said.size() < lines) {
                String line = child.line();
                assertNotNull(line, "the child ended by itself");
                said.add(line);
            }
            // Somewhere between two lines: a flush takes a fraction of a millisecond.
            long until = System.nanoTime() + random.nextInt(2_000_000);
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
            said.addAll(child.kill());
            // The last line may have been cut off as well.
            if (!said.getLast().matches("(live|done) \\d+ \\d+ \\d+|draft \\d+ draft\\d+")) {
                said.removeLast();
            }
            return said;
        }
    }

    private static void check(ConversationStore store, String[] said, List<String> all)
            throws StoreException {
        long id = Long.parseLong(said[1]);
        if (said[0].equals("draft")) {
            Conversation conversation = store.conversations().find(id).orElseThrow();
            boolean asked = store.messages().path(id).size() > 2;
            assertEquals(asked ? "" : said[2], conversation.draft());
            return;
        }
        StoredMessage message = store.messages().find(id).orElseThrow();
        String thought = message.thought();
        assertNotNull(thought);
        assertTrue(KilledWriter.text(id, "thought").startsWith(thought));
        assertTrue(KilledWriter.text(id, "answer").startsWith(message.content()));
        assertTrue(thought.length() >= Integer.parseInt(said[2]), () -> String.join("\n", all));
        assertTrue(message.content().length() >= Integer.parseInt(said[3]));
        ReplyRecord reply = message.reply();
        assertNotNull(reply);
        if (said[0].equals("done")) {
            assertEquals(ReplyState.COMPLETE, reply.state());
            assertEquals(Stores.stats(12, 12), reply.stats());
        } else {
            assertTrue(reply.state() != ReplyState.STREAMING, "its writer is dead");
        }
    }

    private static String integrity(Path folder) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("conversations.db"))) {
            return Sql.first(connection, "PRAGMA integrity_check", row -> row.getString(1))
                    .orElse("nothing");
        }
    }
}
