package org.ponder.app.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** The file of conversations as another program sees it, beside an open store or without one. */
public final class RawDatabase {
    private RawDatabase() {}

    /**
     * Does something in the file.
     *
     * @param folder of the data
     */
    public static void execute(Path folder, String command) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("conversations.db"))) {
            Sql.execute(connection, command);
        }
    }
}
