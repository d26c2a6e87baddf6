package org.ponder.app.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conversations themselves: listing, naming, sorting away, deleting. */
public final class Conversations {
    private static final String SUMMARY = "id, title, created, updated, pinned, folder, deleted_at";
    private static final String NEW_CHAT_DRAFT = "draft of a new chat";

    private final Database database;
    private final InstantSource clock;
    private final SearchIndex index;
    private final Erasure erasure;

    Conversations(Database database, InstantSource clock, SearchIndex index, Erasure erasure) {
        this.database = database;
        this.clock = clock;
        this.index = index;
        this.erasure = erasure;
    }

    /** Begins a conversation; it has no title until its first question. */
    long insert(Connection connection, ConversationOptions options) throws SQLException {
        Instant now = clock.instant();
        return Sql.insert(
                connection,
                "INSERT INTO conversation (created, updated, model, system_prompt, think,"
                        + " thought_mode, thought_budget) VALUES (?, ?, ?, ?, ?, ?, ?)",
                now,
                now,
                options.model(),
                options.systemPrompt(),
                options.think(),
                options.thoughtMode(),
                options.thoughtBudget());
    }

    /** The conversation of that id, in the trash or not. */
    public Optional<Conversation> find(long id) throws StoreException {
        return database.read(connection -> find(connection, id));
    }

    /**
     * Conversations that are not in the trash: pinned ones first, then the last used.
     *
     * @param folder only those in it; null is all
     * @param skip how many to leave out, those that came before
     * @param limit at most so many
     */
    public List<ConversationSummary> list(@Nullable String folder, int skip, int limit)
            throws StoreException {
        return database.readSlowly(connection ->
                Sql.all(
                        connection,
                        "SELECT "
                                + SUMMARY
                                + " FROM conversation WHERE deleted_at IS NULL AND (?1 IS NULL OR folder = ?1)"
                                + " ORDER BY pinned DESC, updated DESC, id DESC LIMIT ?2 OFFSET ?3",
                        Conversations::summary,
                        folder,
                        limit,
                        skip));
    }

    /** Conversations in the trash, the last deleted first. */
    public List<ConversationSummary> trash(int skip, int limit) throws StoreException {
        return database.readSlowly(connection ->
                Sql.all(
                        connection,
                        "SELECT "
                                + SUMMARY
                                + " FROM conversation WHERE deleted_at IS NOT NULL"
                                + " ORDER BY deleted_at DESC, id DESC LIMIT ? OFFSET ?",
                        Conversations::summary,
                        limit,
                        skip));
    }

    /** How many conversations there are outside the trash. */
    public int count() throws StoreException {
        return database.read(connection ->
                Sql.integer(
                        connection, "SELECT count(*) FROM conversation WHERE deleted_at IS NULL"));
    }

    /** The folders that hold a conversation, by name. */
    public List<String> folders() throws StoreException {
        return database.readSlowly(connection ->
                Sql.all(
                        connection,
                        "SELECT DISTINCT folder FROM conversation"
                                + " WHERE folder IS NOT NULL AND deleted_at IS NULL ORDER BY folder",
                        row -> row.getString(1)));
    }

    /** Gives the conversation a title; a blank one brings the automatic title back. */
    public void rename(long id, String title) throws StoreException {
        String chosen = title.strip();
        database.change(connection -> {
            if (chosen.isEmpty()) {
                setTitle(connection, id, automaticTitle(connection, id), false);
            } else {
                setTitle(connection, id, chosen, true);
            }
        });
    }

    /** Keeps the conversation on top, or no longer. */
    public void pin(long id, boolean pinned) throws StoreException {
        set(id, "pinned", pinned);
    }

    /** Puts the conversation into a folder; null or blank takes it out of any. */
    public void move(long id, @Nullable String folder) throws StoreException {
        set(id, "folder", folder == null || folder.isBlank() ? null : folder.strip());
    }

    /** Keeps a question that was typed and not sent. */
    public void saveDraft(long id, String draft) throws StoreException {
        set(id, "draft", draft);
    }

    /** Sets what the conversation has of its own. */
    public void configure(long id, ConversationOptions options) throws StoreException {
        database.change(connection ->
                changed(
                        Sql.execute(
                                connection,
                                "UPDATE conversation SET model = ?, system_prompt = ?, think = ?,"
                                        + " thought_mode = ?, thought_budget = ? WHERE id = ?",
                                options.model(),
                                options.systemPrompt(),
                                options.think(),
                                options.thoughtMode(),
                                options.thoughtBudget(),
                                id)));
    }

    /** The question that was typed where no conversation had begun. */
    public String newChatDraft() throws StoreException {
        return database.read(connection ->
                Sql.first(
                                connection,
                                "SELECT value FROM note WHERE name = ?",
                                row -> row.getString(1),
                                NEW_CHAT_DRAFT)
                        .orElse(""));
    }

    /** Keeps a question that was typed where no conversation has begun. */
    public void saveNewChatDraft(String draft) throws StoreException {
        database.change(connection ->
                Sql.execute(
                        connection,
                        "INSERT INTO note VALUES (?1, ?2)"
                                + " ON CONFLICT (name) DO UPDATE SET value = ?2",
                        NEW_CHAT_DRAFT,
                        draft));
    }

    /** Moves the conversation to the trash. */
    public void delete(long id) throws StoreException {
        set(id, "deleted_at", clock.instant());
    }

    /** Takes the conversation out of the trash. */
    public void restore(long id) throws StoreException {
        set(id, "deleted_at", null);
    }

    /** Removes a conversation of the trash for good; one that is not there stays. */
    public void purge(long id) throws StoreException {
        purge(List.of(id));
    }

    /** The same for several, which wait for the disk together: all that are there go, or none. */
    public void purge(List<Long> ids) throws StoreException {
        database.change(connection -> {
            for (long id : ids) {
                purgeWhere(connection, "id = ? AND deleted_at IS NOT NULL", id);
            }
        });
    }

    /** Removes for good what has been in the trash since before that moment; tells how many. */
    public int purgeDeletedBefore(Instant moment) throws StoreException {
        return database.write(connection -> purgeWhere(connection, "deleted_at < ?", moment));
    }

    private int purgeWhere(Connection connection, String condition, Object value)
            throws SQLException {
        List<Long> gone =
                Sql.all(
                        connection,
                        "SELECT id FROM conversation WHERE " + condition,
                        row -> row.getLong(1),
                        value);
        for (long id : gone) {
            index.removeConversation(connection, id);
            // Message after message would go down the tree, deeper than SQLite lets triggers.
            Sql.execute(connection, "UPDATE message SET parent = NULL WHERE conversation = ?", id);
            Sql.execute(connection, "DELETE FROM conversation WHERE id = ?", id);
        }
        if (!gone.isEmpty()) {
            erasure.need(connection);
        }
        return gone.size();
    }

    private void set(long id, String column, @Nullable Object value) throws StoreException {
        database.change(connection ->
                changed(
                        Sql.execute(
                                connection,
                                "UPDATE conversation SET " + column + " = ? WHERE id = ?",
                                value,
                                id)));
    }

    private static void changed(int rows) throws SQLException {
        if (rows == 0) {
            throw new MissingRow("This conversation has been deleted for good.");
        }
    }

    Instant now() {
        return clock.instant();
    }

    /** Notes that something was said, and names the conversation by its first question. */
    void touch(Connection connection, long id, Instant now) throws SQLException {
        changed(
                Sql.execute(
                        connection, "UPDATE conversation SET updated = ? WHERE id = ?", now, id));
        boolean untitled =
                Sql.integer(
                                connection,
                                "SELECT title = '' AND NOT titled_by_user FROM conversation WHERE id = ?",
                                id)
                        == 1;
        if (untitled) {
            setTitle(connection, id, automaticTitle(connection, id), false);
        }
    }

    private void setTitle(Connection connection, long id, String title, boolean byUser)
            throws SQLException {
        changed(
                Sql.execute(
                        connection,
                        "UPDATE conversation SET title = ?, titled_by_user = ? WHERE id = ?",
                        title,
                        byUser,
                        id));
        index.putTitle(connection, id, title);
    }

    static String automaticTitle(Connection connection, long id) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT content FROM message WHERE conversation = ? AND parent IS NULL"
                                + " ORDER BY id LIMIT 1",
                        row -> AutomaticTitle.of(row.getString(1)),
                        id)
                .orElse("");
    }

    static Conversation require(Connection connection, long id) throws SQLException {
        return find(connection, id)
                .orElseThrow(() -> new MissingRow("This conversation has been deleted for good."));
    }

    private static Optional<Conversation> find(Connection connection, long id) throws SQLException {
        return Sql.first(
                connection, "SELECT * FROM conversation WHERE id = ?", Conversations::whole, id);
    }

    private static Conversation whole(ResultSet row) throws SQLException {
        Long think = Sql.number(row, "think");
        Long budget = Sql.number(row, "thought_budget");
        return new Conversation(
                summary(row),
                new ConversationOptions(
                        row.getString("model"),
                        row.getString("system_prompt"),
                        think == null ? null : think != 0,
                        Sql.constant(row, "thought_mode", ThoughtMode.class),
                        budget == null ? null : budget.intValue()),
                row.getString("draft"));
    }

    static ConversationSummary summary(ResultSet row) throws SQLException {
        return new ConversationSummary(
                row.getLong("id"),
                row.getString("title"),
                Instant.ofEpochMilli(row.getLong("created")),
                Instant.ofEpochMilli(row.getLong("updated")),
                row.getBoolean("pinned"),
                row.getString("folder"),
                Sql.instant(row, "deleted_at"));
    }
}
