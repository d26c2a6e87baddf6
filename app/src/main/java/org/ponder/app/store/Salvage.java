package org.ponder.app.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.PageRecords.Found;

/**
 * Puts records of a damaged database into a new one and joins what has come apart. Which table a
 * record belongs to is seen from its shape, as nothing else may be left to tell.
 */
final class Salvage {
    private static final int MESSAGE_COLUMNS = 21;
    private static final int CONVERSATION_COLUMNS = 15;

    private final Database made;

    /** How much was recovered. */
    record Count(int conversations, int messages) {}

    /**
     * @param made new and empty
     */
    Salvage(Database made) {
        this.made = made;
    }

    Count from(PageRecords records) throws StoreException {
        // Children may come before their parents, which may be lost.
        made.alone(connection -> Sql.execute(connection, "PRAGMA foreign_keys=OFF"));
        made.change(connection -> {
            insertAll(connection, records);
            join(connection);
            new SearchIndex().rebuild(connection);
        });
        return made.alone(connection -> {
            Sql.execute(connection, "PRAGMA foreign_keys=ON");
            // One file to move, with no log beside it.
            Sql.execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
            return new Count(
                    Sql.integer(connection, "SELECT count(*) FROM conversation"),
                    Sql.integer(
                            connection,
                            "SELECT count(*) FROM message WHERE role <> 'user' OR content <> ''"));
        });
    }

    private static void insertAll(Connection connection, PageRecords records) throws SQLException {
        Map<String, List<String>> columns =
                Map.of(
                        "conversation", columns(connection, "conversation"),
                        "message", columns(connection, "message"),
                        "live_piece", columns(connection, "live_piece"),
                        "note", columns(connection, "note"));
        try {
            records.each(record -> {
                String table = table(record);
                if (table != null) {
                    insert(connection, table, columns.getOrDefault(table, List.of()), record);
                }
            });
        } catch (IOException e) {
            throw new DamagedFile("The file cannot be read: " + e.getMessage());
        }
    }

    private static @Nullable String table(Found record) {
        List<@Nullable Object> values = record.values();
        int size = values.size();
        if (record.rowid() > 0 && values.getFirst() == null) {
            if (size >= MESSAGE_COLUMNS
                    && values.get(1) instanceof Long
                    && ("user".equals(values.get(4)) || "assistant".equals(values.get(4)))) {
                return "message";
            }
            boolean conversation =
                    size >= CONVERSATION_COLUMNS
                            && values.get(1) instanceof Long
                            && values.get(2) instanceof Long
                            && values.get(12) instanceof String;
            return conversation ? "conversation" : null;
        }
        if (record.rowid() == -1) {
            if (size == 4
                    && values.get(0) instanceof Long
                    && values.get(1) instanceof Long
                    && values.get(3) instanceof String) {
                return "live_piece";
            }
            boolean note =
                    size == 2 && values.get(0) instanceof String && values.get(1) instanceof String;
            return note ? "note" : null;
        }
        return null;
    }

    private static void insert(
            Connection connection, String table, List<String> columns, Found record)
            throws SQLException {
        @Nullable Object[] values = record.values().toArray();
        int known = Math.min(values.length, columns.size());
        if (record.rowid() > 0) {
            values[0] = record.rowid();
        }
        String names = String.join(", ", columns.subList(0, known));
        String marks =
                IntStream.range(0, known).mapToObj(i -> "?").collect(Collectors.joining(", "));
        Sql.execute(
                connection,
                "INSERT OR IGNORE INTO " + table + " (" + names + ") VALUES (" + marks + ")",
                Arrays.copyOf(values, known));
    }

    private static void join(Connection connection) throws SQLException {
        // A conversation whose own record is lost, but not all its messages.
        Sql.execute(
                connection,
                "INSERT INTO conversation (id, created, updated) SELECT conversation, min(created),"
                        + " max(created) FROM message WHERE conversation NOT IN (SELECT id FROM conversation)"
                        + " GROUP BY conversation");
        // A reply whose question is lost follows an empty one in its place: it must follow one.
        Sql.execute(
                connection,
                "INSERT INTO message (id, conversation, parent, role, created)"
                        + " SELECT parent, conversation, (SELECT max(other.id) FROM message AS other"
                        + " WHERE other.conversation = reply.conversation"
                        + " AND other.id < reply.parent AND other.role = 'assistant'),"
                        + " 'user', min(created) FROM message AS reply WHERE role = 'assistant'"
                        + " AND parent > 0 AND parent < id AND parent NOT IN (SELECT id FROM message)"
                        + " GROUP BY parent");
        // A message whose parent is lost follows the last one before it that it can follow.
        Sql.execute(
                connection,
                "UPDATE message SET parent = (SELECT max(other.id) FROM message AS other"
                        + " WHERE other.conversation = message.conversation AND other.id < message.id"
                        + " AND other.role <> message.role) WHERE parent IS NOT NULL AND NOT EXISTS"
                        + " (SELECT 1 FROM message AS other WHERE other.id = message.parent"
                        + " AND other.id < message.id AND other.conversation = message.conversation)");
        Sql.execute(
                connection,
                "UPDATE message SET active_child = (SELECT max(id) FROM message AS child"
                        + " WHERE child.parent = message.id) WHERE active_child IS NULL OR NOT EXISTS"
                        + " (SELECT 1 FROM message AS child WHERE child.id = message.active_child"
                        + " AND child.parent = message.id)");
        Sql.execute(
                connection,
                "UPDATE conversation SET active_root = (SELECT max(id) FROM message"
                        + " WHERE conversation = conversation.id AND parent IS NULL)"
                        + " WHERE active_root IS NULL OR NOT EXISTS (SELECT 1 FROM message"
                        + " WHERE message.id = active_root AND parent IS NULL"
                        + " AND conversation = conversation.id)");
        // Pieces of a reply are joined as after a crash, by the next opening.
        Sql.execute(
                connection,
                "DELETE FROM live_piece WHERE message NOT IN"
                        + " (SELECT id FROM message WHERE state = 'STREAMING')");
        Sql.execute(
                connection,
                "INSERT INTO live_reply (message, owner)"
                        + " SELECT id, 'lost' FROM message WHERE state = 'STREAMING'");
        nameUntitled(connection);
    }

    private static void nameUntitled(Connection connection) throws SQLException {
        List<Long> untitled =
                Sql.all(
                        connection,
                        "SELECT id FROM conversation WHERE title = ''",
                        row -> row.getLong(1));
        for (long id : untitled) {
            Sql.execute(
                    connection,
                    "UPDATE conversation SET title = ? WHERE id = ?",
                    Conversations.automaticTitle(connection, id),
                    id);
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        return Sql.all(
                connection,
                "SELECT name FROM pragma_table_info(?) ORDER BY cid",
                row -> row.getString(1),
                table);
    }
}
