package org.ponder.app.store;

import java.sql.SQLException;

/** A database file is not what it should be, though SQLite can read it. */
final class DamagedFile extends SQLException {
    DamagedFile(String sentence) {
        super(sentence, "", 11); // SQLITE_CORRUPT
    }
}
