package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyStats;

/** Takes whole conversations out, to be exported, and puts imported ones in. */
public final class Trees {
    private final Database database;
    private final InstantSource clock;
    private final SearchIndex index;

    Trees(Database database, InstantSource clock, SearchIndex index) {
        this.database = database;
        this.clock = clock;
        this.index = index;
    }

    /** The whole conversation. */
    public ConversationTree read(long conversation) throws StoreException {
        return database.readSlowly(connection ->
                new ConversationTree(
                        Conversations.require(connection, conversation),
                        MessageRows.all(connection, conversation),
                        MessageRows.shown(connection, conversation)));
    }

    /**
     * Adds a conversation beside those that are there, under new ids. A reply that was being
     * written becomes an interrupted one.
     */
    public Conversation add(ConversationTree tree) throws StoreException {
        Instant now = clock.instant();
        return database.write(connection -> {
            long id = insert(connection, tree.conversation(), now);
            Map<Long, Long> newIds = new HashMap<>();
            for (StoredMessage message : tree.messages()) {
                newIds.put(message.id(), insert(connection, id, message, newIds, now));
            }
            show(connection, id, tree, newIds);
            name(connection, id, tree.conversation().summary().title());
            return Conversations.require(connection, id);
        });
    }

    /** Shows the path, as far as it is one. */
    private static void show(
            Connection connection, long id, ConversationTree tree, Map<Long, Long> newIds)
            throws SQLException {
        Long parent = null;
        for (StoredMessage message : tree.path()) {
            if (!Objects.equals(message.place().parent(), parent)) {
                return;
            }
            MessageRows.activate(
                    connection,
                    id,
                    parent == null ? null : newIds.get(parent),
                    newIds.getOrDefault(message.id(), 0L));
            parent = message.id();
        }
    }

    private void name(Connection connection, long id, String title) throws SQLException {
        boolean own = !title.isBlank();
        String given = own ? title : Conversations.automaticTitle(connection, id);
        Sql.execute(
                connection,
                "UPDATE conversation SET title = ?, titled_by_user = ? WHERE id = ?",
                given,
                own,
                id);
        index.putTitle(connection, id, given);
    }

    private static long insert(Connection connection, Conversation conversation, Instant now)
            throws SQLException {
        ConversationSummary summary = conversation.summary();
        ConversationOptions options = conversation.options();
        return Sql.insert(
                connection,
                "INSERT INTO conversation (created, updated, pinned, folder, draft,"
                        + " model, system_prompt, think, thought_mode, thought_budget)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                dated(summary.created(), now),
                dated(summary.updated(), now),
                summary.pinned(),
                summary.folder(),
                conversation.draft(),
                options.model(),
                options.systemPrompt(),
                options.think(),
                options.thoughtMode(),
                options.thoughtBudget());
    }

    /** Adds the message and shows it among its versions, as was done when it was made. */
    private long insert(
            Connection connection,
            long conversation,
            StoredMessage message,
            Map<Long, Long> newIds,
            Instant now)
            throws SQLException {
        Long old = message.place().parent();
        Long parent = old == null ? null : newIds.get(old);
        long id =
                Sql.insert(
                        connection,
                        "INSERT INTO message (conversation, parent, role, created, content, thought)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        conversation,
                        parent,
                        message.role().templateName(),
                        dated(message.created(), now),
                        message.content(),
                        message.thought());
        describe(connection, id, message.reply());
        index.putMessage(connection, id, message.role(), message.content(), message.thought());
        MessageRows.activate(connection, conversation, parent, id);
        return id;
    }

    private static void describe(Connection connection, long id, @Nullable ReplyRecord reply)
            throws SQLException {
        if (reply == null) {
            return;
        }
        ReplyStats stats = reply.stats();
        boolean streaming = reply.state() == ReplyState.STREAMING;
        Sql.execute(
                connection,
                "UPDATE message SET state = ?, thought_end = ?, shown = ?, prompt_tokens = ?,"
                        + " reused_tokens = ?, thought_tokens = ?, answer_tokens = ?, prefill_ms = ?,"
                        + " thinking_ms = ?, answering_ms = ?, model = ?, sampling = ?, left_out = ?, taken_over = ?, problem = ?"
                        + " WHERE id = ?",
                streaming ? ReplyState.INTERRUPTED : reply.state(),
                reply.thoughtEnd(),
                reply.shown(),
                stats.promptTokens(),
                stats.reusedTokens(),
                stats.thoughtTokens(),
                stats.answerTokens(),
                stats.prefill().toMillis(),
                stats.thinking().toMillis(),
                stats.answering().toMillis(),
                reply.origin().model(),
                SamplingText.write(reply.origin().sampling()),
                reply.origin().turnsLeftOut(),
                reply.origin().takenOver(),
                reply.problem(),
                id);
    }

    /** The epoch stands for no date at all. */
    private static Instant dated(Instant date, Instant now) {
        return date.equals(Instant.EPOCH) ? now : date;
    }
}
