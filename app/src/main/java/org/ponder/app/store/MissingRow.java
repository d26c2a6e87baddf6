package org.ponder.app.store;

import java.sql.SQLException;

/** Something that was asked for by its id is not there; ends the transaction it is thrown in. */
final class MissingRow extends SQLException {
    MissingRow(String sentence) {
        super(sentence);
    }
}
