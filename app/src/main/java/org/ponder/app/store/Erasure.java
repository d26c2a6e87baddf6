package org.ponder.app.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes the words of purged conversations out of the search index, where SQLite only marks them as
 * gone until it writes that part of the index anew. To have all of it written anew takes seconds
 * where there is much, so it is done a little at a time on the store's thread, and others get their
 * turn in between. A note in the database says that there is something to do: whoever opens it next
 * goes on with what was left.
 */
final class Erasure {
    private static final String NOTE = "purged words in the search index";

    /** Says that there is something to do. */
    static final String NEEDED = "INSERT OR IGNORE INTO note VALUES ('" + NOTE + "', '')";

    private static final List<String> INDEXES = List.of("message_search", "title_search");

    /** Pages of the index, 4 KB each, that are written at a time. */
    private static final int PAGES = 128;

    /**
     * Rows of an index from here on mark what is gone of its parts, by FTS5_TOMBSTONE_ROWID in
     * SQLite's fts5_index.c.
     */
    private static final long FIRST_MARK = 1L << 53;

    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Erasing would slow down a purge of many: it waits until there was none for so long. */
    private static final Duration QUIET = Duration.ofSeconds(1);

    /** A person waits so long for a window to close. */
    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Database database;
    private final LiveWriter thread;
    private final AtomicBoolean due = new AtomicBoolean();
    private volatile long purged;

    /**
     * @param thread on which it is done
     */
    Erasure(Database database, LiveWriter thread) {
        this.database = database;
        this.thread = thread;
    }

    /** Says in the transaction that purges that there is something to do, and does it soon. */
    void need(Connection connection) throws SQLException {
        Sql.execute(connection, NEEDED);
        begin();
    }

    /** Begins soon, if there is something to do. */
    void begin() {
        purged = System.nanoTime();
        later(QUIET);
    }

    private void later(Duration delay) {
        if (due.compareAndSet(false, true)) {
            thread.later(this::step, delay);
        }
    }

    private void step() {
        due.set(false);
        if (System.nanoTime() - purged < QUIET.toNanos()) {
            later(QUIET);
            return;
        }
        try {
            if (doSome()) {
                later(PAUSE);
            }
        } catch (StoreException e) {
            // The note stays: the next purge, the end and the next start try again.
        }
    }

    /** Does what is left, as far as there is time; to be called when the thread has ended. */
    void close() {
        long end = System.nanoTime() + CLOSING.toNanos();
        try {
            boolean more = true;
            while (more && System.nanoTime() < end) {
                more = doSome();
            }
        } catch (StoreException e) {
            // The note stays.
        }
    }

    /** Tells whether there is more to do. */
    private boolean doSome() throws StoreException {
        boolean needed =
                database.read(connection ->
                        Sql.integer(connection, "SELECT count(*) FROM note WHERE name = ?", NOTE)
                                > 0);
        return needed
                && database.write(
                        Durability.SYSTEM,
                        connection -> {
                            boolean more = false;
                            for (String index : INDEXES) {
                                more |= eraseSome(connection, index);
                            }
                            if (!more) {
                                Sql.execute(connection, "DELETE FROM note WHERE name = ?", NOTE);
                            }
                            return more;
                        });
    }

    private static boolean eraseSome(Connection connection, String index) throws SQLException {
        boolean marked =
                Sql.integer(
                                connection,
                                "SELECT count(*) FROM " + index + "_data WHERE id >= ?",
                                FIRST_MARK)
                        > 0;
        // Goes on with what was begun; where there is nothing, begins with all parts.
        if (marked && !merge(connection, index, PAGES)) {
            merge(connection, index, -PAGES);
        }
        return marked;
    }

    /** Writes parts of an index anew as one; tells whether there were any to write. */
    private static boolean merge(Connection connection, String index, int pages)
            throws SQLException {
        int before = changes(connection);
        Sql.execute(
                connection,
                "INSERT INTO " + index + " (" + index + ", rank) VALUES ('merge', ?)",
                pages);
        // The command itself is one: https://www.sqlite.org/fts5.html#the_merge_command
        return changes(connection) - before > 1;
    }

    private static int changes(Connection connection) throws SQLException {
        return Sql.integer(connection, "SELECT total_changes()");
    }
}
