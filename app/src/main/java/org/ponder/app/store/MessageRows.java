package org.ponder.app.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** Reads messages and moves the path that is shown, inside a transaction of the caller's. */
final class MessageRows {
    /** UNION, not UNION ALL: a path that a damaged file closes to a ring still ends. */
    private static final String SHOWN_PATH =
            "WITH RECURSIVE path (id) AS (SELECT active_root FROM conversation WHERE id = ?1"
                    + " UNION SELECT active_child FROM message JOIN path USING (id)"
                    + " WHERE active_child IS NOT NULL) ";

    private MessageRows() {}

    static List<StoredMessage> path(Connection connection, long conversation) throws SQLException {
        return select(
                connection,
                conversation,
                SHOWN_PATH + "SELECT message.* FROM path CROSS JOIN message USING (id)");
    }

    /** Every message of the conversation, in the order in which they were made. */
    static List<StoredMessage> all(Connection connection, long conversation) throws SQLException {
        return select(
                connection,
                conversation,
                "SELECT * FROM message WHERE conversation = ?1 ORDER BY id");
    }

    /** The ids of the path that is shown. */
    static List<Long> shown(Connection connection, long conversation) throws SQLException {
        return Sql.all(
                connection,
                SHOWN_PATH + "SELECT id FROM path CROSS JOIN message USING (id)",
                row -> row.getLong(1),
                conversation);
    }

    private static List<StoredMessage> select(Connection connection, long conversation, String sql)
            throws SQLException {
        Map<Long, int[]> versions = new HashMap<>();
        countVersions(connection, conversation, versions);
        int[] alone = {1, 1};
        List<StoredMessage> messages =
                Sql.all(
                        connection,
                        sql,
                        row -> message(row, versions.getOrDefault(row.getLong("id"), alone)),
                        conversation);
        List<StoredMessage> whole = new ArrayList<>(messages.size());
        for (StoredMessage message : messages) {
            whole.add(LivePieces.joined(connection, message));
        }
        return whole;
    }

    static Optional<StoredMessage> find(Connection connection, long id) throws SQLException {
        List<Long> versions = versions(connection, id);
        int[] version = {versions.indexOf(id) + 1, versions.size()};
        Optional<StoredMessage> message =
                Sql.first(
                        connection,
                        "SELECT * FROM message WHERE id = ?",
                        row -> message(row, version),
                        id);
        return message.isEmpty()
                ? message
                : Optional.of(LivePieces.joined(connection, message.get()));
    }

    static List<Long> versions(Connection connection, long id) throws SQLException {
        return Sql.all(
                connection,
                "SELECT sibling.id FROM message AS self JOIN message AS sibling"
                        + " ON sibling.conversation = self.conversation AND sibling.parent IS self.parent"
                        + " WHERE self.id = ? ORDER BY sibling.id",
                row -> row.getLong(1),
                id);
    }

    /** The last message of the path that is shown; null where there is none. */
    static @Nullable Long lastShown(Connection connection, long conversation) throws SQLException {
        List<Long> path = shown(connection, conversation);
        return path.isEmpty() ? null : path.getLast();
    }

    /** Makes the message the one that is shown among its versions. */
    static void activate(Connection connection, long conversation, @Nullable Long parent, long id)
            throws SQLException {
        if (parent == null) {
            Sql.execute(
                    connection,
                    "UPDATE conversation SET active_root = ? WHERE id = ?",
                    id,
                    conversation);
        } else {
            Sql.execute(connection, "UPDATE message SET active_child = ? WHERE id = ?", id, parent);
        }
    }

    /** Shows the path that leads through the message. */
    static void show(Connection connection, StoredMessage message) throws SQLException {
        long id = message.id();
        Long parent = message.place().parent();
        activate(connection, message.place().conversation(), parent, id);
        // A parent is always older: in a file where it is not, the climb still ends.
        while (parent != null && parent < id) {
            id = parent;
            parent =
                    Sql.first(
                                    connection,
                                    "SELECT parent FROM message WHERE id = ? AND parent IS NOT NULL",
                                    row -> row.getLong(1),
                                    id)
                            .orElse(null);
            activate(connection, message.place().conversation(), parent, id);
        }
    }

    /** For each message, which of the versions it is and how many there are. */
    private static void countVersions(
            Connection connection, long conversation, Map<Long, int[]> versions)
            throws SQLException {
        Map<Long, List<int[]>> families = new HashMap<>();
        Sql.all(
                connection,
                "SELECT id, coalesce(parent, -1) FROM message WHERE conversation = ? ORDER BY parent, id",
                row -> {
                    List<int[]> family =
                            families.computeIfAbsent(row.getLong(2), none -> new ArrayList<>());
                    int[] version = {family.size() + 1, 0};
                    family.add(version);
                    versions.put(row.getLong(1), version);
                    return version;
                },
                conversation);
        for (List<int[]> family : families.values()) {
            family.forEach(version -> version[1] = family.size());
        }
    }

    private static StoredMessage message(ResultSet row, int[] version) throws SQLException {
        boolean question = row.getString("role").equals("user");
        return new StoredMessage(
                new StoredMessage.Place(
                        row.getLong("id"),
                        row.getLong("conversation"),
                        Sql.number(row, "parent"),
                        version[0],
                        version[1]),
                question ? Role.USER : Role.ASSISTANT,
                row.getString("content"),
                row.getString("thought"),
                Instant.ofEpochMilli(row.getLong("created")),
                question ? null : reply(row));
    }

    private static ReplyRecord reply(ResultSet row) throws SQLException {
        ReplyState state = Sql.constant(row, "state", ReplyState.class);
        return new ReplyRecord(
                state == null ? ReplyState.INTERRUPTED : state,
                Sql.constant(row, "thought_end", ThoughtEnd.class),
                new ReplyStats(
                        row.getInt("prompt_tokens"),
                        row.getInt("reused_tokens"),
                        row.getInt("thought_tokens"),
                        row.getInt("answer_tokens"),
                        Duration.ofMillis(row.getLong("prefill_ms")),
                        Duration.ofMillis(row.getLong("thinking_ms")),
                        Duration.ofMillis(row.getLong("answering_ms"))),
                new ReplyOrigin(
                        row.getString("model"),
                        SamplingText.read(row.getString("sampling")),
                        row.getInt("left_out"),
                        row.getInt("taken_over")),
                row.getString("problem"),
                Sql.constant(row, "shown", ThoughtMode.class));
    }
}
