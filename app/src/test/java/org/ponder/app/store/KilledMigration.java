package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;

/** Brings a database up to date in many steps, each over all messages, until it is killed. */
final class KilledMigration {
    private static final int STEPS = 40;
    private static final int QUESTIONS = 150;

    private KilledMigration() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println("begin");
        System.out.flush();
        open(Path.of(arguments[0])).close();
        System.out.println("done");
    }

    /** A database of the version before, with messages in it. */
    static void fill(Path folder) throws StoreException {
        try (ConversationStore store = Stores.open(folder)) {
            AskedQuestion asked = Stores.ask(store, text(0));
            for (int i = 0; i < QUESTIONS; i++) {
                Stores.reply(store, asked, "thought " + text(i), "answer " + text(i));
                if (i + 1 < QUESTIONS) {
                    asked = Stores.ask(store, asked.conversation().id(), text(i + 1));
                }
            }
        }
    }

    /** Opens the database as the next version does, and looks whether everything is there. */
    static void check(Path folder) throws Exception {
        try (ConversationStore store = open(folder)) {
            long conversation = store.conversations().list(null, 0, 1).getFirst().id();
            List<StoredMessage> path = store.messages().path(conversation);
            assertEquals(2 * QUESTIONS, path.size());
            for (int i = 0; i < QUESTIONS; i++) {
                assertEquals(text(i), path.get(2 * i).content());
                assertEquals("thought " + text(i), path.get(2 * i + 1).thought());
                assertEquals("answer " + text(i), path.get(2 * i + 1).content());
            }
        }
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("conversations.db"))) {
            int version = Schema.current().steps().size();
            assertEquals(version + STEPS, Sql.integer(connection, "PRAGMA user_version"));
            for (int i = 0; i < STEPS; i++) {
                assertEquals(
                        2 * QUESTIONS,
                        Sql.integer(
                                connection,
                                "SELECT count(*) FROM message WHERE added%d = id + %d"
                                        .formatted(i, i)));
            }
        }
    }

    private static String text(int number) {
        return "消息 " + number + " " + "word ".repeat(number % 50);
    }

    private static ConversationStore open(Path folder) throws StoreException {
        List<Schema.Step> steps = new ArrayList<>(Schema.current().steps());
        for (int i = 0; i < STEPS; i++) {
            int number = i;
            steps.add(statement -> {
                statement.execute("ALTER TABLE message ADD COLUMN added" + number + " INTEGER");
                statement.execute("UPDATE message SET added" + number + " = id + " + number);
            });
        }
        StoreTuning usual = StoreTuning.usual(problem -> {});
        return ConversationStore.open(
                        Stores.folder(folder),
                        new StoreTuning(
                                usual.clock(), usual.pace(), new Schema(steps), usual.problems()))
                .store();
    }
}
