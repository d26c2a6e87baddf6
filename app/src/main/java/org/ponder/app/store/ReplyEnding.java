package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyStats;

/** Makes one message of a reply's pieces when it is over, and enters it into the search index. */
final class ReplyEnding {
    private final Database database;
    private final SearchIndex index;

    ReplyEnding(Database database, SearchIndex index) {
        this.database = database;
        this.index = index;
    }

    /**
     * How a reply ended.
     *
     * @param state never {@link ReplyState#STREAMING}
     * @param stats the engine's; null where the last saved ones have to do
     * @param problem what went wrong; null where nothing did
     */
    record Outcome(ReplyState state, @Nullable ReplyStats stats, @Nullable String problem) {}

    /** Ends the reply with a last piece, all in one transaction. */
    StoredMessage end(long message, LiveBatch last, Outcome outcome) throws StoreException {
        return database.write(connection -> {
            LivePieces.add(connection, message, last);
            return merge(connection, message, outcome);
        });
    }

    /** Ends a reply whose writer is gone; false where that was done already. */
    boolean interrupt(long message) throws StoreException {
        return database.write(connection -> {
            if (Sql.integer(
                            connection,
                            "SELECT count(*) FROM live_reply WHERE message = ?",
                            message)
                    == 0) {
                return false;
            }
            merge(connection, message, new Outcome(ReplyState.INTERRUPTED, null, null));
            return true;
        });
    }

    private StoredMessage merge(Connection connection, long id, Outcome outcome)
            throws SQLException {
        StoredMessage whole = Messages.require(connection, id);
        ReplyRecord record = whole.reply();
        if (record == null) {
            throw new MissingRow("The message that is being written is not a reply.");
        }
        ReplyStats stats = outcome.stats() == null ? record.stats() : outcome.stats();
        Sql.execute(
                connection,
                "UPDATE message SET state = ?, thought_end = ?, prompt_tokens = ?, reused_tokens = ?,"
                        + " thought_tokens = ?, answer_tokens = ?, prefill_ms = ?, thinking_ms = ?, answering_ms = ?,"
                        + " problem = ?, content = ?, thought = ? WHERE id = ?",
                outcome.state(),
                record.thoughtEnd(),
                stats.promptTokens(),
                stats.reusedTokens(),
                stats.thoughtTokens(),
                stats.answerTokens(),
                stats.prefill().toMillis(),
                stats.thinking().toMillis(),
                stats.answering().toMillis(),
                outcome.problem(),
                whole.content(),
                whole.thought(),
                id);
        LivePieces.end(connection, id);
        index.putMessage(connection, id, whole.role(), whole.content(), whole.thought());
        return Messages.require(connection, id);
    }
}
