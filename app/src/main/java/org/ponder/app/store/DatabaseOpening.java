package org.ponder.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.ponder.app.store.StoreException.Problem;

/** Opens the database of a folder, whatever state it is in. */
final class DatabaseOpening {
    /** Reading so much to check it is not felt at a start. */
    private static final long ALWAYS_CHECKED = 16L * 1024 * 1024;

    private final DataFolder folder;
    private final StoreTuning tuning;
    private final Instances instances;
    private final DatabaseRecovery recovery;

    DatabaseOpening(DataFolder folder, StoreTuning tuning, Instances instances) {
        this.folder = folder;
        this.tuning = tuning;
        this.instances = instances;
        this.recovery = new DatabaseRecovery(folder, tuning);
    }

    /** One Ponder at a time: another that starts at this moment may be moving files. */
    Database open(List<Notice> notices) throws StoreException {
        try (FileChannel channel =
                        FileChannel.open(
                                folder.opening(),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = channel.lock()) {
            return openAlone(notices);
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw StoreProblems.notWritable(folder.opening().toString(), e);
        }
    }

    private Database openAlone(List<Notice> notices) throws StoreException {
        if (recovery.finishPlacing()) {
            notices.add(recovery.notice());
        }
        try {
            return checked();
        } catch (StoreException e) {
            if (e.problem() != Problem.DAMAGED) {
                throw e;
            }
            if (instances.others() > 0) {
                throw new StoreException(
                        Problem.DAMAGED,
                        folder.database().toString(),
                        "The database "
                                + folder.database()
                                + " is damaged and another Ponder has it open: close them all and start one"
                                + " again.",
                        e);
            }
            recovery.recover();
            notices.add(recovery.notice());
            trust();
            return prepared();
        }
    }

    private Database checked() throws StoreException {
        boolean suspect = Files.exists(folder.suspicion());
        Database database = prepared();
        try {
            if (suspect || size() <= ALWAYS_CHECKED) {
                database.alone(connection -> {
                    String found =
                            Sql.first(connection, "PRAGMA quick_check(1)", row -> row.getString(1))
                                    .orElse("nothing");
                    if (!found.equals("ok")) {
                        throw new DamagedFile(found);
                    }
                    return true;
                });
            }
            if (suspect) {
                // The tables are sound, so it was the index, which is made from them.
                database.change(new SearchIndex()::rebuild);
                trust();
            }
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private Database prepared() throws StoreException {
        Database database = Database.open(folder.database(), this::suspect);
        try {
            tuning.schema().prepare(database);
            return database;
        } catch (StoreException e) {
            database.close();
            throw e;
        }
    }

    private long size() {
        Path file = folder.database();
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private void suspect() {
        try {
            Files.write(folder.suspicion(), new byte[0]);
        } catch (IOException e) {
            // Then the next start finds the damage where it is met again.
        }
    }

    private void trust() {
        try {
            Files.deleteIfExists(folder.suspicion());
        } catch (IOException e) {
            // Then the next start checks once more.
        }
    }
}
