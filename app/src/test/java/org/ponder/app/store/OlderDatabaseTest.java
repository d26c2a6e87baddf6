package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a database of an earlier version holds is as whole as what is written today. */
final class OlderDatabaseTest {
    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void itsConversationsAreShownAsTheyWere(int version) throws Exception {
        make(
                version,
                "INSERT INTO conversation (id, created, updated, active_root, title)"
                        + " VALUES (1, 1, 1, 3, 'old')",
                "INSERT INTO message (id, conversation, parent, active_child, role, created, content)"
                        + " VALUES (1, 1, NULL, 2, 'user', 1, 'One?'),"
                        + " (2, 1, 1, NULL, 'assistant', 1, 'One.'),"
                        + " (3, 1, NULL, 4, 'user', 1, 'Two?'),"
                        + " (4, 1, 3, NULL, 'assistant', 1, 'Two.'),"
                        + " (5, 1, 3, NULL, 'assistant', 1, 'Two, anew.')");

        try (ConversationStore store = Stores.open(folder)) {
            assertEquals(List.of("Two?", "Two."), path(store));
            store.messages().show(1);
            assertEquals(List.of("One?", "One."), path(store));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void whatWasImportedLeadsToWhatFollowedItsOtherVersions(int version) throws Exception {
        make(
                version,
                "INSERT INTO conversation (id, created, updated, active_root, title)"
                        + " VALUES (1, 1, 1, 6, 'imported'), (2, 1, 1, NULL, 'empty')",
                "INSERT INTO message (id, conversation, parent, active_child, role, created, content)"
                        + " VALUES (1, 1, NULL, NULL, 'user', 1, 'One?'),"
                        + " (2, 1, 1, NULL, 'assistant', 1, 'One.'),"
                        + " (3, 1, 1, NULL, 'assistant', 1, 'One, anew.'),"
                        + " (4, 1, 3, NULL, 'user', 1, 'And then?'),"
                        + " (5, 1, 4, NULL, 'assistant', 1, 'Then.'),"
                        + " (6, 1, NULL, 7, 'user', 1, 'Two?'),"
                        + " (7, 1, 6, NULL, 'assistant', 1, 'Two.'),"
                        + " (8, 1, 6, NULL, 'assistant', 1, 'Two, anew.')");

        try (ConversationStore store = Stores.open(folder)) {
            assertEquals(List.of("Two?", "Two."), path(store), "what was on show is so still");
            store.messages().show(1);
            assertEquals(List.of("One?", "One, anew.", "And then?", "Then."), path(store));
            assertEquals(List.of(), store.messages().path(2));
        }
    }

    /** Makes a database as that version of the schema was, with something in it. */
    private void make(int version, String... statements) throws Exception {
        Path file = folder.resolve("conversations.db");
        try (Database database = Database.open(file, () -> {})) {
            new Schema(Schema.current().steps().subList(0, version)).prepare(database);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            for (String statement : statements) {
                Sql.execute(connection, statement);
            }
        }
    }

    private static List<String> path(ConversationStore store) throws StoreException {
        return store.messages().path(1).stream().map(StoredMessage::content).toList();
    }
}
