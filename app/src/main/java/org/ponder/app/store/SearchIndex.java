package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Role;

/**
 * Keeps the full-text index as the messages and titles are. Each method runs in the transaction
 * that changes the text.
 */
final class SearchIndex {

    /** Enters a message, or enters it anew after its text has changed. */
    void putMessage(
            Connection connection, long id, Role role, String content, @Nullable String thought)
            throws SQLException {
        Sql.execute(connection, "DELETE FROM message_search WHERE rowid = ?", id);
        boolean question = role == Role.USER;
        Sql.execute(
                connection,
                "INSERT INTO message_search (rowid, question, answer, thought) VALUES (?, ?, ?, ?)",
                id,
                question ? SearchWords.spaced(content) : "",
                question ? "" : SearchWords.spaced(content),
                thought == null ? "" : SearchWords.spaced(thought));
    }

    /** Enters a conversation's title, or enters it anew. */
    void putTitle(Connection connection, long conversation, String title) throws SQLException {
        Sql.execute(connection, "DELETE FROM title_search WHERE rowid = ?", conversation);
        Sql.execute(
                connection,
                "INSERT INTO title_search (rowid, title) VALUES (?, ?)",
                conversation,
                SearchWords.spaced(title));
    }

    /** Takes a conversation and its messages out. */
    void removeConversation(Connection connection, long conversation) throws SQLException {
        Sql.execute(
                connection,
                "DELETE FROM message_search WHERE rowid IN"
                        + " (SELECT id FROM message WHERE conversation = ?)",
                conversation);
        Sql.execute(connection, "DELETE FROM title_search WHERE rowid = ?", conversation);
    }

    /** Makes the index anew from the messages and titles. */
    void rebuild(Connection connection) throws SQLException {
        Sql.execute(
                connection, "INSERT INTO message_search (message_search) VALUES ('delete-all')");
        Sql.execute(connection, "INSERT INTO title_search (title_search) VALUES ('delete-all')");
        Sql.each(
                connection,
                "SELECT id, role, content, thought FROM message",
                row ->
                        putMessage(
                                connection,
                                row.getLong(1),
                                row.getString(2).equals("user") ? Role.USER : Role.ASSISTANT,
                                row.getString(3),
                                row.getString(4)));
        Sql.each(
                connection,
                "SELECT id, title FROM conversation",
                row -> putTitle(connection, row.getLong(1), row.getString(2)));
    }
}
