package org.ponder.app.models;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Files that are whole at every moment, even where the power goes. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** As {@link #replace}; the folder is made where it is missing. */
    public static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(folder(file));
        replace(file, content);
    }

    /** Replaces the file's content; its owner alone may read it. */
    public static void replace(Path file, byte[] content) throws IOException {
        Path written = Files.createTempFile(folder(file), "ponder", ".tmp");
        try {
            Files.write(written, content);
            move(written, file);
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static Path folder(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent());
    }

    /** In one step where the disk can; the file that was there is replaced. */
    static void move(Path from, Path to) throws IOException {
        try (FileChannel written = FileChannel.open(from, StandardOpenOption.WRITE)) {
            // Without this the name may reach the disk before the content does.
            written.force(true);
        }
        try {
            Files.move(
                    from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
