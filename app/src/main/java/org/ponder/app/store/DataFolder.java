package org.ponder.app.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.StoreException.Problem;

/**
 * The one folder that Ponder writes to.
 *
 * @param path absolute
 */
public record DataFolder(Path path) {
    private static final String VARIABLE = "PONDER_HOME";

    public DataFolder {
        path = path.toAbsolutePath().normalize();
    }

    /**
     * The folder to use, made if it is not there, for its owner's eyes only.
     *
     * @param chosen by the user; null is {@code PONDER_HOME} or the place the system has for it
     */
    public static DataFolder open(@Nullable Path chosen) throws StoreException {
        Path path =
                chosen != null
                        ? chosen
                        : locate(
                                System.getenv(),
                                System.getProperty("os.name", ""),
                                Path.of(System.getProperty("user.home", "")));
        return create(path);
    }

    /** Where the folder is on a system of that name, with that environment and home. */
    public static Path locate(Map<String, String> environment, String systemName, Path home)
            throws StoreException {
        String own = environment.getOrDefault(VARIABLE, "");
        if (!own.isBlank()) {
            try {
                return Path.of(own);
            } catch (InvalidPathException e) {
                throw new StoreException(
                        Problem.INVALID,
                        own,
                        VARIABLE
                                + " is not the name of a folder: "
                                + own
                                + ". Correct it or unset it.",
                        e);
            }
        }
        String system = systemName.toLowerCase(Locale.ROOT);
        if (system.startsWith("mac")) {
            return home.resolve("Library").resolve("Application Support").resolve("Ponder");
        }
        if (system.startsWith("windows")) {
            return absoluteOr(
                            environment.get("APPDATA"), home.resolve("AppData").resolve("Roaming"))
                    .resolve("Ponder");
        }
        // The XDG base directory specification says that relative values are to be ignored.
        return absoluteOr(environment.get("XDG_DATA_HOME"), home.resolve(".local").resolve("share"))
                .resolve("ponder");
    }

    /**
     * Whether this is the place the system has for it, and not one that the user chose, where
     * everything is to stay together.
     */
    public boolean isUsual(Map<String, String> environment, String systemName, Path home) {
        Map<String, String> others = new HashMap<>(environment);
        others.remove(VARIABLE);
        try {
            return new DataFolder(locate(others, systemName, home)).equals(this);
        } catch (StoreException e) {
            return false;
        }
    }

    /** The conversations. */
    public Path database() {
        return path.resolve("conversations.db");
    }

    /** There while the database is suspected of damage. */
    Path suspicion() {
        return path.resolve("conversations.suspect");
    }

    /** The settings. */
    public Path settings() {
        return path.resolve("settings.json");
    }

    /** Model files that were downloaded or unpacked. */
    public Path models() {
        return path.resolve("models");
    }

    /** Message bundles of languages that do not come with Ponder. */
    public Path languages() {
        return path.resolve("languages");
    }

    /** Crash logs. */
    public Path logs() {
        return path.resolve("logs");
    }

    /** One locked file for each running Ponder. */
    Path instances() {
        return path.resolve("running");
    }

    /** Locked by the Ponder that opens the conversations at the moment. */
    Path opening() {
        return instances().resolve("opening");
    }

    private static Path absoluteOr(@Nullable String value, Path fallback) {
        if (value == null || value.isBlank()) {
            return fallback;
        }
        try {
            Path path = Path.of(value);
            return path.isAbsolute() ? path : fallback;
        } catch (InvalidPathException e) {
            return fallback;
        }
    }

    private static DataFolder create(Path path) throws StoreException {
        DataFolder folder = new DataFolder(path);
        try {
            makePrivate(folder.path());
            // Permission bits do not tell of read-only file systems: only writing does.
            Files.delete(Files.createTempFile(folder.path(), "probe", ".tmp"));
            makeLogs(folder.logs());
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(
                    Problem.NOT_WRITABLE,
                    folder.path().toString(),
                    "Ponder keeps its data in the folder "
                            + folder.path()
                            + ", but a file of that name is in the way: move it, or set "
                            + VARIABLE
                            + " to another folder.",
                    e);
        } catch (IOException e) {
            throw new StoreException(
                    Problem.NOT_WRITABLE,
                    folder.path().toString(),
                    "Ponder cannot write to its data folder "
                            + folder.path()
                            + ": make it writable and its disk not full, or set "
                            + VARIABLE
                            + " to another folder.",
                    e);
        }
        return folder;
    }

    /** Java, should it crash, writes into this folder only where it is there already. */
    private static void makeLogs(Path logs) {
        try {
            makePrivate(logs);
        } catch (IOException e) {
            // It is tried again, and told, when there is something to write into it.
        }
    }

    /**
     * Makes a folder, and those above it that are missing; it and new ones are the owner's alone.
     */
    static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder, owners("rwx------"));
    }

    /** Makes an empty file that is its owner's alone, if there is none of that name. */
    static void makePrivateFile(Path file) throws IOException {
        if (!Files.exists(file)) {
            try {
                Files.createFile(file, owners("rw-------"));
            } catch (FileAlreadyExistsException e) {
                // Another Ponder was quicker.
            }
        }
    }

    private static FileAttribute<?>[] owners(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
