package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.ponder.app.store.StoreException.Problem;

/**
 * The tables, and the steps that lead to them from any earlier version. Each step runs in a
 * transaction with its version number, so that a process killed in the midst of it leaves the
 * version before.
 *
 * <p>Text columns come last in their rows: SQLite keeps what is long on further pages, which it
 * then need not read for the columns before it.
 */
record Schema(List<Step> steps) {
    /** "Pond": marks the file as Ponder's. */
    private static final int APPLICATION_ID = 0x506f6e64;

    /** Leads from one version to the next. */
    interface Step {
        void apply(Statement statement) throws SQLException;
    }

    Schema {
        steps = List.copyOf(steps);
    }

    /** The schema of this version of Ponder. */
    static Schema current() {
        return new Schema(List.of(Schema::first, Schema::second, Schema::third, Schema::fourth));
    }

    /** Brings the database to this version, or refuses it without a change. */
    void prepare(Database database) throws StoreException {
        int found = database.alone(this::version);
        if (found > steps.size()) {
            throw new StoreException(
                    Problem.NEWER_VERSION,
                    database.place(),
                    "A newer version of Ponder wrote the conversations in "
                            + database.place()
                            + " (version "
                            + found
                            + "; this one knows "
                            + steps.size()
                            + "): start that version, or update this one. Nothing was changed.");
        }
        database.alone(connection -> {
            // What was deleted is overwritten: a purged conversation is not to be found in the
            // file. For the search index, this is Erasure's work.
            Sql.execute(connection, "PRAGMA secure_delete=ON");
            Sql.execute(connection, "PRAGMA journal_mode=WAL");
            return true;
        });
        for (int version = found + 1; version <= steps.size(); version++) {
            advance(database, version);
        }
    }

    private int version(Connection connection) throws SQLException {
        int version = Sql.integer(connection, "PRAGMA user_version");
        boolean ours = Sql.integer(connection, "PRAGMA application_id") == APPLICATION_ID;
        boolean fresh =
                version == 0 && Sql.integer(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        if (!ours && !fresh) {
            throw new DamagedFile("The file holds no conversations of Ponder's.");
        }
        return version;
    }

    private void advance(Database database, int version) throws StoreException {
        database.change(connection -> {
            // Another Ponder may have been quicker.
            if (Sql.integer(connection, "PRAGMA user_version") >= version) {
                return;
            }
            try (Statement statement = connection.createStatement()) {
                steps.get(version - 1).apply(statement);
                statement.execute("PRAGMA application_id=" + APPLICATION_ID);
                statement.execute("PRAGMA user_version=" + version);
            }
        });
    }

    /** What a reply was made without is kept with it. */
    private static void second(Statement statement) throws SQLException {
        statement.execute("ALTER TABLE message ADD COLUMN left_out INTEGER");
    }

    /** How much of its thought a reply took over from another one is kept with it. */
    private static void third(Statement statement) throws SQLException {
        statement.execute("ALTER TABLE message ADD COLUMN taken_over INTEGER");
    }

    /**
     * Of an imported conversation, Ponder once kept only the path that was on show: what followed
     * other versions can be reached again. Where several do, the newest is shown.
     */
    private static void fourth(Statement statement) throws SQLException {
        statement.execute(
                """
                UPDATE message SET active_child =
                  (SELECT max(id) FROM message AS child WHERE child.parent = message.id)
                WHERE active_child IS NULL
                  AND EXISTS (SELECT 1 FROM message AS child WHERE child.parent = message.id)\
                """);
        statement.execute(
                """
                UPDATE conversation SET active_root =
                  (SELECT max(id) FROM message
                   WHERE message.conversation = conversation.id AND parent IS NULL)
                WHERE active_root IS NULL\
                """);
        // What was purged before has left its words in the search index.
        statement.execute(Erasure.NEEDED);
    }

    private static void first(Statement statement) throws SQLException {
        statement.execute(
                """
                CREATE TABLE conversation (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  created INTEGER NOT NULL,
                  updated INTEGER NOT NULL,
                  pinned INTEGER NOT NULL DEFAULT 0,
                  titled_by_user INTEGER NOT NULL DEFAULT 0,
                  deleted_at INTEGER,
                  active_root INTEGER,
                  think INTEGER,
                  thought_mode TEXT,
                  thought_budget INTEGER,
                  model TEXT,
                  folder TEXT,
                  title TEXT NOT NULL DEFAULT '',
                  system_prompt TEXT,
                  draft TEXT NOT NULL DEFAULT ''
                )\
                """);
        statement.execute(
                "CREATE INDEX conversation_order ON conversation (deleted_at, pinned DESC, updated DESC)");
        statement.execute(
                """
                CREATE TABLE message (
                  id INTEGER PRIMARY KEY AUTOINCREMENT,
                  conversation INTEGER NOT NULL REFERENCES conversation (id) ON DELETE CASCADE,
                  parent INTEGER REFERENCES message (id) ON DELETE CASCADE,
                  active_child INTEGER,
                  role TEXT NOT NULL CHECK (role IN ('user', 'assistant')),
                  created INTEGER NOT NULL,
                  state TEXT,
                  thought_end TEXT,
                  shown TEXT,
                  prompt_tokens INTEGER NOT NULL DEFAULT 0,
                  reused_tokens INTEGER NOT NULL DEFAULT 0,
                  thought_tokens INTEGER NOT NULL DEFAULT 0,
                  answer_tokens INTEGER NOT NULL DEFAULT 0,
                  prefill_ms INTEGER NOT NULL DEFAULT 0,
                  thinking_ms INTEGER NOT NULL DEFAULT 0,
                  answering_ms INTEGER NOT NULL DEFAULT 0,
                  model TEXT,
                  sampling TEXT,
                  problem TEXT,
                  content TEXT NOT NULL DEFAULT '',
                  thought TEXT
                )\
                """);
        statement.execute("CREATE INDEX message_tree ON message (conversation, parent)");
        statement.execute("CREATE INDEX message_children ON message (parent)");
        statement.execute(
                """
                CREATE TABLE live_reply (
                  message INTEGER PRIMARY KEY REFERENCES message (id) ON DELETE CASCADE,
                  owner TEXT NOT NULL,
                  thought_end TEXT,
                  thought_tokens INTEGER NOT NULL DEFAULT 0,
                  answer_tokens INTEGER NOT NULL DEFAULT 0,
                  thinking_ms INTEGER NOT NULL DEFAULT 0,
                  answering_ms INTEGER NOT NULL DEFAULT 0
                )\
                """);
        statement.execute(
                """
                CREATE TABLE live_piece (
                  message INTEGER NOT NULL REFERENCES live_reply (message) ON DELETE CASCADE,
                  number INTEGER NOT NULL,
                  thought TEXT,
                  answer TEXT,
                  PRIMARY KEY (message, number)
                ) WITHOUT ROWID\
                """);
        statement.execute(
                """
                CREATE VIRTUAL TABLE message_search USING fts5 (
                  question, answer, thought,
                  content='', contentless_delete=1, detail=full, prefix='1 2',
                  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
                )\
                """);
        statement.execute(
                """
                CREATE VIRTUAL TABLE title_search USING fts5 (
                  title,
                  content='', contentless_delete=1, detail=full, prefix='1 2',
                  tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
                )\
                """);
        statement.execute(
                "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID");
    }
}
