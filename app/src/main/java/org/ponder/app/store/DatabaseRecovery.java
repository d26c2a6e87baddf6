package org.ponder.app.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoreException.Problem;

/**
 * Makes a new database of what can be read in a damaged one, which is kept under another name. The
 * new one is whole before the damaged one is touched, and a process killed at any moment leaves
 * files from which the next start goes on.
 */
final class DatabaseRecovery {
    private final DataFolder folder;
    private final StoreTuning tuning;
    private final Path database;

    /** Is being made; worth nothing. */
    private final Path unfinished;

    /** Is whole and waits to take its place. */
    private final Path finished;

    private @Nullable Path aside;
    private Salvage.@Nullable Count count;

    DatabaseRecovery(DataFolder folder, StoreTuning tuning) {
        this.folder = folder;
        this.tuning = tuning;
        this.database = folder.database();
        this.unfinished = database.resolveSibling("conversations.recovering.db");
        this.finished = database.resolveSibling("conversations.recovered.db");
    }

    /** Recovers what can be read and puts it in the damaged database's place. */
    void recover() throws StoreException {
        try {
            deleteWithLog(unfinished);
            try (PageFile pages = PageFile.open(database);
                    Database made = Database.open(unfinished, () -> {})) {
                tuning.schema().prepare(made);
                count = new Salvage(made).from(new PageRecords(pages));
            }
            Files.move(unfinished, finished, StandardCopyOption.ATOMIC_MOVE);
            finishPlacing();
        } catch (StoreException e) {
            throw e;
        } catch (IOException e) {
            throw new StoreException(
                    Problem.DAMAGED,
                    database.toString(),
                    "The database "
                            + database
                            + " is damaged and could not be recovered ("
                            + e.getMessage()
                            + "): make room on the disk and start Ponder again. Nothing was changed.",
                    e);
        }
    }

    /** Puts a recovered database into its place, if one waits for that; tells whether one did. */
    boolean finishPlacing() throws StoreException {
        try {
            if (!Files.exists(finished)) {
                return false;
            }
            if (Files.exists(database)) {
                Path kept = AsideName.free(database, "damaged", tuning.clock().instant());
                // The log first: beside a new database it would be taken for that one's.
                moveIfThere(log(database), log(kept));
                Files.deleteIfExists(sharedMemory(database));
                Files.move(database, kept);
                aside = kept;
            }
            Files.move(finished, database, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new StoreException(
                    Problem.NOT_WRITABLE,
                    finished.toString(),
                    "The recovered database "
                            + finished
                            + " cannot be renamed: make its folder writable.",
                    e);
        }
    }

    /** What a person should know of it. */
    Notice notice() {
        String kept = aside == null ? folder.path().toString() : aside.toString();
        String conversations = count == null ? "?" : Integer.toString(count.conversations());
        String messages = count == null ? "?" : Integer.toString(count.messages());
        return new Notice(
                Notice.Kind.DATABASE_RECOVERED,
                List.of(kept, conversations, messages),
                count == null
                        ? "The database was damaged: what could be read of it was recovered, and the damaged file"
                                + " is kept in "
                                + kept
                                + "."
                        : "The database was damaged: "
                                + conversations
                                + " conversations with "
                                + messages
                                + " messages were recovered, and the damaged file is kept as "
                                + kept
                                + ".");
    }

    private static void deleteWithLog(Path file) throws IOException {
        Files.deleteIfExists(log(file));
        Files.deleteIfExists(sharedMemory(file));
        Files.deleteIfExists(file);
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to);
        }
    }

    private static Path log(Path file) {
        return file.resolveSibling(file.getFileName() + "-wal");
    }

    private static Path sharedMemory(Path file) {
        return file.resolveSibling(file.getFileName() + "-shm");
    }
}
