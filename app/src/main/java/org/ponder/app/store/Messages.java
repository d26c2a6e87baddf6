package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.prompt.Role;

/**
 * The questions and replies of conversations. Each conversation is a tree; one path through it,
 * from a first question downwards, is the one that is shown.
 */
public final class Messages {
    private static final String GONE = "This message has been deleted for good.";

    private final Database database;
    private final InstantSource clock;
    private final Conversations conversations;
    private final Replies replies;
    private final SearchIndex index;

    Messages(
            Database database,
            InstantSource clock,
            Conversations conversations,
            Replies replies,
            SearchIndex index) {
        this.database = database;
        this.clock = clock;
        this.conversations = conversations;
        this.replies = replies;
        this.index = index;
    }

    /** The path that is shown, from the first question to the last message. */
    public List<StoredMessage> path(long conversation) throws StoreException {
        return database.read(connection -> MessageRows.path(connection, conversation));
    }

    /** The message of that id. */
    public Optional<StoredMessage> find(long id) throws StoreException {
        return database.read(connection -> MessageRows.find(connection, id));
    }

    /** The versions of a message, oldest first, itself among them. */
    public List<Long> versions(long id) throws StoreException {
        return database.read(connection -> MessageRows.versions(connection, id));
    }

    /**
     * Asks a question, which names a conversation that has no title, and begins the reply to it:
     * where one of them cannot be kept, or what others added before it cannot be read, nothing is
     * changed. The next question of a conversation takes the place of its draft.
     *
     * @param origin what makes the reply
     */
    public AskedQuestion ask(Question question, ReplyOrigin origin) throws StoreException {
        return database.write(connection -> {
            StoredMessage asked = insert(connection, question);
            List<StoredMessage> others = others(connection, question, asked);
            StoredMessage reply =
                    replies.insert(
                            connection, asked.id(), origin, PartialReply.none(), clock.instant());
            return new AskedQuestion(
                    Conversations.require(connection, asked.place().conversation()),
                    asked,
                    reply,
                    others);
        });
    }

    private static @Nullable List<StoredMessage> others(
            Connection connection, Question question, StoredMessage asked) throws SQLException {
        if (!(question instanceof Question.Next next)
                || Objects.equals(asked.place().parent(), next.last())) {
            return null;
        }
        List<StoredMessage> path = MessageRows.path(connection, next.conversation());
        return path.subList(0, path.size() - 1);
    }

    /**
     * Shows the path that leads through this message: another version, or where a search hit is.
     */
    public void show(long id) throws StoreException {
        database.change(connection -> MessageRows.show(connection, require(connection, id)));
    }

    /** Keeps how the user chose to see a reply's thought; null leaves it to the settings again. */
    public void showThought(long id, @Nullable ThoughtMode mode) throws StoreException {
        database.change(connection -> {
            if (Sql.execute(connection, "UPDATE message SET shown = ? WHERE id = ?", mode, id)
                    == 0) {
                throw new MissingRow(GONE);
            }
        });
    }

    private StoredMessage insert(Connection connection, Question question) throws SQLException {
        long id =
                switch (question) {
                    case Question.First first ->
                            insert(
                                    connection,
                                    conversations.insert(connection, first.options()),
                                    null,
                                    first.text());
                    case Question.Next next -> {
                        long conversation = next.conversation();
                        Conversations.require(connection, conversation);
                        Sql.execute(
                                connection,
                                "UPDATE conversation SET draft = '' WHERE id = ?",
                                conversation);
                        Long last = MessageRows.lastShown(connection, conversation);
                        yield insert(connection, conversation, last, next.text());
                    }
                    case Question.Version version -> {
                        StoredMessage.Place other = require(connection, version.other()).place();
                        yield insert(
                                connection, other.conversation(), other.parent(), version.text());
                    }
                };
        return require(connection, id);
    }

    private long insert(
            Connection connection, long conversation, @Nullable Long parent, String question)
            throws SQLException {
        Instant now = clock.instant();
        long id =
                Sql.insert(
                        connection,
                        "INSERT INTO message (conversation, parent, role, created, content)"
                                + " VALUES (?, ?, 'user', ?, ?)",
                        conversation,
                        parent,
                        now,
                        question);
        index.putMessage(connection, id, Role.USER, question, null);
        MessageRows.activate(connection, conversation, parent, id);
        conversations.touch(connection, conversation, now);
        return id;
    }

    static StoredMessage require(Connection connection, long id) throws SQLException {
        return MessageRows.find(connection, id).orElseThrow(() -> new MissingRow(GONE));
    }
}
