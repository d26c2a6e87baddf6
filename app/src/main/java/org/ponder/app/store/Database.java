package org.ponder.app.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * An SQLite database in write-ahead mode: one connection that writes and two that read, each used
 * by one thread at a time, so that neither a search waits for a reply that is being saved nor the
 * window for a search.
 */
final class Database implements AutoCloseable {
    private static final int BUSY_MILLIS = 5_000;

    private final String place;
    private final Connection writer;
    private final Connection reader;
    private final Connection slowReader;
    private final ReentrantLock writing = new ReentrantLock();
    private final ReentrantLock reading;
    private final ReentrantLock readingSlowly;
    private final Runnable suspicion;
    private volatile @Nullable Thread keptOff;
    private Durability durability = Durability.DISK;

    /** Something done with a connection inside a transaction. */
    interface Work<T extends @Nullable Object> {
        T on(Connection connection) throws SQLException;
    }

    /** Something done with a connection inside a transaction, for its effect. */
    interface Change {
        void on(Connection connection) throws SQLException;
    }

    private Database(
            String place,
            Connection writer,
            Connection reader,
            Connection slowReader,
            boolean shared,
            Runnable suspicion) {
        this.place = place;
        this.writer = writer;
        this.reader = reader;
        this.slowReader = slowReader;
        this.suspicion = suspicion;
        this.reading = shared ? writing : new ReentrantLock();
        this.readingSlowly = shared ? writing : new ReentrantLock();
    }

    /**
     * Opens the file and makes it if it is not there. The schema is not looked at.
     *
     * @param suspicion run when SQLite finds damage
     */
    static Database open(Path file, Runnable suspicion) throws StoreException {
        try {
            // SQLite gives the files beside this one the same permissions.
            DataFolder.makePrivateFile(file);
        } catch (IOException e) {
            throw StoreProblems.notWritable(file.toString(), e);
        }
        try {
            Connection writer = connect("jdbc:sqlite:" + file);
            try {
                Connection reader = connect("jdbc:sqlite:" + file);
                try {
                    Connection slow = connect("jdbc:sqlite:" + file);
                    return new Database(file.toString(), writer, reader, slow, false, suspicion);
                } catch (SQLException e) {
                    reader.close();
                    throw e;
                }
            } catch (SQLException e) {
                writer.close();
                throw e;
            }
        } catch (SQLException e) {
            throw StoreProblems.explain(e, file.toString());
        }
    }

    /** A database that is gone when it is closed. */
    static Database inMemory() throws StoreException {
        try {
            Connection only = connect("jdbc:sqlite::memory:");
            return new Database("memory", only, only, only, true, () -> {});
        } catch (SQLException e) {
            throw StoreProblems.explain(e, "memory");
        }
    }

    /** Does the work in a transaction that is on the disk when this returns. */
    <T extends @Nullable Object> T write(Work<T> work) throws StoreException {
        return write(Durability.DISK, work);
    }

    /** Makes the change in a transaction that is on the disk when this returns. */
    void change(Change change) throws StoreException {
        write(
                Durability.DISK,
                connection -> {
                    change.on(connection);
                    return true;
                });
    }

    /** Does the work in a transaction; where it throws, nothing is changed. */
    <T extends @Nullable Object> T write(Durability how, Work<T> work) throws StoreException {
        assert mayWait() : "This thread must not wait for the disk.";
        writing.lock();
        try {
            if (how != durability) {
                execute(
                        writer,
                        "PRAGMA synchronous=" + (how == Durability.DISK ? "FULL" : "NORMAL"));
                durability = how;
            }
            return inTransaction(writer, "BEGIN IMMEDIATE", work);
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            writing.unlock();
        }
    }

    /** Does the work on one unchanging state of the database. */
    <T extends @Nullable Object> T read(Work<T> work) throws StoreException {
        return read(reading, reader, work);
    }

    /** The same for work that takes longer: none that uses {@link #read} waits for it. */
    <T extends @Nullable Object> T readSlowly(Work<T> work) throws StoreException {
        return read(readingSlowly, slowReader, work);
    }

    private <T extends @Nullable Object> T read(
            ReentrantLock lock, Connection connection, Work<T> work) throws StoreException {
        assert mayWait() : "This thread must not wait for the disk.";
        lock.lock();
        try {
            return inTransaction(connection, "BEGIN", work);
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            lock.unlock();
        }
    }

    /** Does something that cannot be done inside a transaction. */
    <T extends @Nullable Object> T alone(Work<T> work) throws StoreException {
        writing.lock();
        try {
            return work.on(writer);
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            writing.unlock();
        }
    }

    /** Has assertions keep this thread off; null is none. */
    void keepOff(@Nullable Thread thread) {
        keptOff = thread;
    }

    private boolean mayWait() {
        return !Thread.currentThread().equals(keptOff);
    }

    /** The file, for messages. */
    String place() {
        return place;
    }

    @Override
    public void close() throws StoreException {
        writing.lock();
        reading.lock();
        readingSlowly.lock();
        try {
            slowReader.close();
            reader.close();
            writer.close();
        } catch (SQLException e) {
            throw explained(e);
        } finally {
            readingSlowly.unlock();
            reading.unlock();
            writing.unlock();
        }
    }

    private StoreException explained(SQLException error) {
        StoreException problem = StoreProblems.explain(error, place);
        if (problem.problem() == StoreException.Problem.DAMAGED) {
            suspicion.run();
        }
        return problem;
    }

    private static <T extends @Nullable Object> T inTransaction(
            Connection connection, String begin, Work<T> work) throws SQLException {
        execute(connection, begin);
        boolean done = false;
        try {
            T result = work.on(connection);
            execute(connection, "COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    private static void rollBack(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            // SQLite has rolled back by itself after the error that is on its way to the caller.
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.enforceForeignKeys(true);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        return DriverManager.getConnection(url, config.toProperties());
    }
}
