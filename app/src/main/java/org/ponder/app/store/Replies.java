package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ThoughtEnd;

/** Saves replies while they stream, and finds those that were cut off. */
public final class Replies {
    private final Database database;
    private final String owner;
    private final Predicate<String> alive;
    private final LiveWriter writer;
    private final ReplyEnding ending;
    private final Conversations conversations;

    Replies(
            Database database,
            String owner,
            Predicate<String> alive,
            LiveWriter writer,
            ReplyEnding ending,
            Conversations conversations) {
        this.database = database;
        this.owner = owner;
        this.alive = alive;
        this.writer = writer;
        this.ending = ending;
        this.conversations = conversations;
    }

    /**
     * Begins a reply to a question and shows it; replies to it from before stay as other versions.
     *
     * @param question its id
     * @param origin what makes the reply
     * @param begun what the model continues, such as an edited thought; {@link PartialReply#none()}
     *     for a reply from the start
     */
    public ReplyRecorder begin(long question, ReplyOrigin origin, PartialReply begun)
            throws StoreException {
        Instant now = conversations.now();
        StoredMessage reply =
                database.write(connection -> insert(connection, question, origin, begun, now));
        return record(reply);
    }

    /** Saves a reply that has begun. */
    public ReplyRecorder record(StoredMessage begun) {
        return new ReplyRecorder(begun, writer);
    }

    /** Goes on with a reply that was cut off, in its place. */
    public ReplyRecorder resume(long reply, ReplyOrigin origin) throws StoreException {
        // A quick user goes on with a reply whose end the writing thread has not saved yet.
        writer.saveEnded(reply);
        StoredMessage begun =
                database.write(connection -> {
                    StoredMessage message = Messages.require(connection, reply);
                    ReplyRecord record = message.reply();
                    if (record == null || record.state() == ReplyState.STREAMING) {
                        throw new MissingRow("Only a reply that has ended can be continued.");
                    }
                    Sql.execute(
                            connection,
                            "UPDATE message SET state = ?, problem = NULL, model = coalesce(?, model),"
                                    + " sampling = coalesce(?, sampling) WHERE id = ?",
                            ReplyState.STREAMING,
                            origin.model(),
                            SamplingText.write(origin.sampling()),
                            reply);
                    LivePieces.begin(connection, reply, owner);
                    LivePieces.leaveOut(connection, reply, 0);
                    LivePieces.add(connection, reply, null, "", LivePieces.Measures.of(record));
                    MessageRows.show(connection, message);
                    return message;
                });
        return record(begun);
    }

    /**
     * Marks the replies that a Ponder was writing when it ended as interrupted, with all that was
     * saved of them. Those of a living one are left alone.
     *
     * @return their ids
     */
    public List<Long> markInterrupted() throws StoreException {
        List<Long> abandoned = new ArrayList<>();
        database.read(connection ->
                Sql.all(
                        connection,
                        "SELECT message, owner FROM live_reply",
                        row -> !alive.test(row.getString(2)) && abandoned.add(row.getLong(1))));
        List<Long> marked = new ArrayList<>();
        for (long id : abandoned) {
            if (ending.interrupt(id)) {
                marked.add(id);
            }
        }
        return marked;
    }

    StoredMessage insert(
            Connection connection,
            long question,
            ReplyOrigin origin,
            PartialReply begun,
            Instant now)
            throws SQLException {
        StoredMessage asked = Messages.require(connection, question);
        if (asked.role() != Role.USER) {
            throw new MissingRow("Only a question can be replied to.");
        }
        long conversation = asked.place().conversation();
        long id =
                Sql.insert(
                        connection,
                        "INSERT INTO message (conversation, parent, role, created, state, thought_end, model,"
                                + " sampling, content, thought) VALUES (?, ?, 'assistant', ?, ?, ?, ?, ?, ?, ?)",
                        conversation,
                        question,
                        now,
                        ReplyState.STREAMING,
                        begun.thoughtClosed() ? ThoughtEnd.CLOSED : null,
                        origin.model(),
                        SamplingText.write(origin.sampling()),
                        begun.answer(),
                        begun.thought().isEmpty() ? null : begun.thought());
        StoredMessage reply = Messages.require(connection, id);
        LivePieces.begin(connection, id, owner);
        ReplyRecord record = reply.reply();
        if (record != null) {
            LivePieces.add(connection, id, null, "", LivePieces.Measures.of(record));
        }
        MessageRows.activate(connection, conversation, question, id);
        conversations.touch(connection, conversation, now);
        return reply;
    }
}
