package org.ponder.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The few shapes in which Ponder talks SQL. */
final class Sql {
    private Sql() {}

    /** Makes something of the row that the result set stands on. */
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    /** Does something with the row that the result set stands on. */
    interface Visit {
        void row(ResultSet row) throws SQLException;
    }

    /** Runs a statement and tells how many rows it changed. */
    static int execute(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    /** Inserts a row and tells its id. */
    static long insert(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        execute(connection, sql, values);
        return first(connection, "SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    }

    static <T> List<T> all(Connection connection, String sql, Row<T> of, @Nullable Object... values)
            throws SQLException {
        List<T> rows = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                rows.add(of.of(result));
            }
        }
        return rows;
    }

    /** Does something with each row, which need not fit into memory together. */
    static void each(Connection connection, String sql, Visit visit, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                visit.row(result);
            }
        }
    }

    static <T> Optional<T> first(
            Connection connection, String sql, Row<T> of, @Nullable Object... values)
            throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet result = statement.executeQuery()) {
            return result.next() ? Optional.of(of.of(result)) : Optional.empty();
        }
    }

    /** The first column of the first row; 0 where there is none. */
    static int integer(Connection connection, String sql, @Nullable Object... values)
            throws SQLException {
        return first(connection, sql, row -> row.getInt(1), values).orElse(0);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    /** The constant of that name; null where the column is null or a newer Ponder wrote another. */
    static <E extends Enum<E>> @Nullable E constant(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String name = row.getString(column);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return null;
    }

    private static PreparedStatement prepare(
            Connection connection, String sql, @Nullable Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, plain(values[i]));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case Instant instant -> instant.toEpochMilli();
            case Enum<?> constant -> constant.name();
            case Boolean flag -> flag ? 1 : 0;
            case null, default -> value;
        };
    }
}
