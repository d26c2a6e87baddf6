package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process while it streams replies, again and again on the same data. {@code
 * -Dponder.kills=50} for more rounds than the usual ten.
 */
final class ReplySurvivesKillTest {
    private static final int KILLS = Integer.getInteger("ponder.kills", 10);

    @TempDir Path folder;

    @Test
    void nothingThatWasSavedIsLost() throws Exception {
        Random random = new Random(20261123);
        for (int kill = 0; kill < KILLS; kill++) {
            List<String> said = streamAndKill(random);
            assertEquals("ok", integrity(), "kill " + kill);
            try (ConversationStore store = Stores.open(folder)) {
                for (String line : said) {
                    check(store, line.split(" "), said);
                }
                assertEquals(List.of(), store.replies().markInterrupted(), "opening marked them");
            }
        }
    }

    private List<String> streamAndKill(Random random) throws Exception {
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
            boolean asked = !store.messages().path(id).isEmpty();
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

    private String integrity() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("conversations.db"))) {
            return Sql.first(connection, "PRAGMA integrity_check", row -> row.getString(1))
                    .orElse("nothing");
        }
    }
}
