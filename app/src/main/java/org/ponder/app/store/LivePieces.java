package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * The text of replies that are being written, piece by piece, until they are whole. Adding a piece
 * costs the same however long the reply is; appending to the message itself would copy the reply
 * each time.
 */
final class LivePieces {
    private LivePieces() {}

    /** What is known while a reply streams. */
    record Measures(
            @Nullable ThoughtEnd thoughtEnd,
            int thoughtTokens,
            int answerTokens,
            Duration thinking,
            Duration answering) {

        static Measures of(ReplyRecord reply) {
            ReplyStats stats = reply.stats();
            return new Measures(
                    reply.thoughtEnd(),
                    stats.thoughtTokens(),
                    stats.answerTokens(),
                    stats.thinking(),
                    stats.answering());
        }
    }

    /** Says that this owner writes the reply. */
    static void begin(Connection connection, long message, String owner) throws SQLException {
        Sql.execute(
                connection,
                "INSERT INTO live_reply (message, owner) VALUES (?, ?)",
                message,
                owner);
    }

    /** Adds what came since the last save. */
    static void add(Connection connection, long message, LiveBatch batch) throws SQLException {
        if (batch.turnsLeftOut() > 0) {
            leaveOut(connection, message, batch.turnsLeftOut());
        }
        if (batch.takenOver() > 0) {
            Sql.execute(
                    connection,
                    "UPDATE message SET taken_over = ? WHERE id = ?",
                    batch.takenOver(),
                    message);
        }
        add(connection, message, batch.thought(), batch.answer(), batch.measures());
    }

    /** Adds a piece; a null text stands for no thought at all, an empty one for nothing new. */
    static void add(
            Connection connection,
            long message,
            @Nullable String thought,
            String answer,
            Measures measures)
            throws SQLException {
        int live =
                Sql.execute(
                        connection,
                        "UPDATE live_reply SET thought_end = ?, thought_tokens = ?, answer_tokens = ?,"
                                + " thinking_ms = ?, answering_ms = ? WHERE message = ?",
                        measures.thoughtEnd(),
                        measures.thoughtTokens(),
                        measures.answerTokens(),
                        measures.thinking().toMillis(),
                        measures.answering().toMillis(),
                        message);
        if (live == 0) {
            throw new MissingRow("The reply that is being written has been deleted for good.");
        }
        if (!answer.isEmpty() || thought != null) {
            Sql.execute(
                    connection,
                    "INSERT INTO live_piece (message, number, thought, answer) VALUES (?1,"
                            + " (SELECT coalesce(max(number), 0) + 1 FROM live_piece WHERE message = ?1), ?2, ?3)",
                    message,
                    thought,
                    answer);
        }
    }

    /** Keeps how many turns the model was not given. */
    static void leaveOut(Connection connection, long message, int turns) throws SQLException {
        Sql.execute(connection, "UPDATE message SET left_out = ? WHERE id = ?", turns, message);
    }

    /** The message with its pieces, if it has any. */
    static StoredMessage joined(Connection connection, StoredMessage message) throws SQLException {
        ReplyRecord reply = message.reply();
        if (reply == null || reply.state() != ReplyState.STREAMING) {
            return message;
        }
        StringBuilder answer = new StringBuilder(message.content());
        StringBuilder thought = new StringBuilder();
        boolean[] thinks = {message.thought() != null};
        if (message.thought() != null) {
            thought.append(message.thought());
        }
        List<Boolean> pieces =
                Sql.all(
                        connection,
                        "SELECT thought, answer FROM live_piece WHERE message = ? ORDER BY number",
                        row -> {
                            String piece = row.getString(1);
                            if (piece != null) {
                                thought.append(piece);
                                thinks[0] = true;
                            }
                            answer.append(row.getString(2));
                            return true;
                        },
                        message.id());
        Optional<Measures> measures = measures(connection, message.id());
        if (pieces.isEmpty() && measures.isEmpty()) {
            return message;
        }
        return new StoredMessage(
                message.place(),
                message.role(),
                answer.toString(),
                thinks[0] ? thought.toString() : null,
                message.created(),
                measures.isEmpty() ? reply : with(reply, measures.get()));
    }

    /** Forgets the pieces; their text must be in the message by now. */
    static void end(Connection connection, long message) throws SQLException {
        Sql.execute(connection, "DELETE FROM live_piece WHERE message = ?", message);
        Sql.execute(connection, "DELETE FROM live_reply WHERE message = ?", message);
    }

    private static Optional<Measures> measures(Connection connection, long message)
            throws SQLException {
        return Sql.first(
                connection,
                "SELECT * FROM live_reply WHERE message = ?",
                row ->
                        new Measures(
                                Sql.constant(row, "thought_end", ThoughtEnd.class),
                                row.getInt("thought_tokens"),
                                row.getInt("answer_tokens"),
                                Duration.ofMillis(row.getLong("thinking_ms")),
                                Duration.ofMillis(row.getLong("answering_ms"))),
                message);
    }

    private static ReplyRecord with(ReplyRecord reply, Measures measures) {
        ReplyStats stats = reply.stats();
        return new ReplyRecord(
                reply.state(),
                measures.thoughtEnd(),
                new ReplyStats(
                        stats.promptTokens(),
                        stats.reusedTokens(),
                        measures.thoughtTokens(),
                        measures.answerTokens(),
                        stats.prefill(),
                        measures.thinking(),
                        measures.answering()),
                reply.origin(),
                reply.problem(),
                reply.shown());
    }
}
