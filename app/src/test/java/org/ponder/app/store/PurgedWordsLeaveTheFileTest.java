package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a conversation that was deleted for good, no word is in the file when it is closed. */
final class PurgedWordsLeaveTheFileTest {
    private static final List<String> SECRETS =
            List.of("xylophonezebra", "qwertzuiop", "vlkjhgfd", "wobbegong");

    @TempDir Path folder;

    @Test
    void whenItIsPurged() throws Exception {
        try (ConversationStore store = Stores.open(folder)) {
            fill(store, "before");
            long secret = secret(store);
            fill(store, "after");
            store.conversations().delete(secret);
            store.conversations().purge(secret);
        }

        assertEquals(List.of(), found());
        try (ConversationStore store = Stores.open(folder)) {
            assertEquals(1, store.search().find("before 17", 10).size());
            assertEquals(1, store.search().find("after 17", 10).size());
            assertEquals(List.of(), store.search().find("xylophonezebra", 10));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRAGMA user_version=3", Erasure.NEEDED})
    void atTheNextStartWhereAnEarlierVersionOrAKilledOneLeftThem(String left) throws Exception {
        long secret;
        try (ConversationStore store = Stores.open(folder)) {
            secret = secret(store);
            fill(store, "after");
        }
        Path file = folder.resolve("conversations.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            Sql.execute(connection, "PRAGMA secure_delete=ON");
            new SearchIndex().removeConversation(connection, secret);
            Sql.execute(connection, "DELETE FROM message WHERE conversation = ?", secret);
            Sql.execute(connection, "DELETE FROM conversation WHERE id = ?", secret);
            Sql.execute(connection, left);
        }
        assertFalse(found().isEmpty(), "SQLite has erased them by itself");

        Stores.open(folder).close();

        assertEquals(List.of(), found());
    }

    private static long secret(ConversationStore store) throws StoreException {
        AskedQuestion asked = Stores.ask(store, "My secret is xylophonezebra");
        Stores.reply(store, asked, "Think of qwertzuiop.", "Say vlkjhgfd.");
        long conversation = asked.conversation().id();
        store.conversations().rename(conversation, "About wobbegong");
        return conversation;
    }

    private static void fill(ConversationStore store, String word) throws StoreException {
        AskedQuestion asked = Stores.ask(store, word);
        for (int i = 0; i < 30; i++) {
            Stores.reply(store, asked, "other words ".repeat(i), "and more of them " + i);
            asked = Stores.ask(store, asked.conversation().id(), word + " " + i);
        }
    }

    /** Those of the secret words that any file of the folder holds. */
    private List<String> found() throws IOException {
        StringBuilder bytes = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return SECRETS.stream().filter(word -> bytes.indexOf(word) >= 0).toList();
    }
}
