package org.ponder.engine.trainer.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that take their name only when they are whole on the disk. */
public final class WholeFile {
    /** Ending of one that is being written, or was when its program was killed. */
    static final String UNFINISHED = ".part";

    private WholeFile() {}

    /** Writes all of a file's bytes. */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes them.
         *
         * @param part where to, and not yet by the file's name
         */
        void write(Path part) throws IOException;
    }

    /**
     * Writes a file, in place of the one of its name.
     *
     * @throws IOException with one sentence; the one of its name is as it was then, and nothing of
     *     the new one is left
     */
    public static void write(Path file, Writer writer) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + UNFINISHED);
        try {
            writer.write(part);
            Files.move(
                    part,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new IOException(
                    "The file "
                            + file
                            + " could not be written: "
                            + reason(e)
                            + ". Make room on the disk, or let the folder be written to, and start"
                            + " again: what was finished is kept.",
                    e);
        }
    }

    /** Why a file could not be read or written; the file is not named again, as Java often does. */
    public static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case AccessDeniedException denied -> "access is not permitted";
            case FileSystemException system when system.getReason() != null -> system.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
