package org.ponder.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether another Ponder is alive. Each holds a lock on a file of its own, which the
 * operating system takes away when the process ends, however it ends. A process number would not
 * do: it is used again.
 */
final class Instances implements AutoCloseable {
    private static final String SUFFIX = ".lock";
    private static final String PROCESS = process();

    private final Path folder;
    private final Path file;
    private final FileChannel channel;

    private Instances(Path folder, Path file, FileChannel channel) {
        this.folder = folder;
        this.file = file;
        this.channel = channel;
    }

    /** Enters this store among the living. */
    static Instances register(Path folder) throws StoreException {
        try {
            DataFolder.makePrivate(folder);
            while (true) {
                Path file = folder.resolve(PROCESS + "-" + UUID.randomUUID() + SUFFIX);
                FileChannel channel =
                        FileChannel.open(
                                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                // A sweep may have taken the new file for a dead one: then it is gone, or locked.
                if (tryLock(channel) != null && Files.exists(file)) {
                    return new Instances(folder, file, channel);
                }
                channel.close();
            }
        } catch (IOException e) {
            throw StoreProblems.notWritable(folder.toString(), e);
        }
    }

    /** This store's name. */
    String self() {
        return file.getFileName().toString();
    }

    /** Whether the store of that name is still open. */
    boolean alive(String owner) {
        if (owner.equals(self())) {
            return true;
        }
        Path other = folder.resolve(Path.of(owner).getFileName());
        if (!Files.exists(other)) {
            return false;
        }
        // Opening and closing a file of one's own process would drop its lock (POSIX).
        return owner.startsWith(PROCESS + "-") || locked(other);
    }

    /** How many other stores are open; the files of those that are not are removed. */
    int others() {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            all.forEach(files::add);
        } catch (IOException e) {
            return 0;
        }
        int count = 0;
        for (Path other : files) {
            String name = other.getFileName().toString();
            if (!name.equals(self()) && alive(name)) {
                count++;
            }
        }
        return count;
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
            channel.close();
        } catch (IOException e) {
            // The lock ends with the process, and the next sweep removes the file.
        }
    }

    /** Whether another process holds the file; a file that none holds is removed. */
    private static boolean locked(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (tryLock(channel) == null) {
                return true;
            }
            Files.deleteIfExists(file);
            return false;
        } catch (IOException e) {
            return Files.exists(file);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static String process() {
        ProcessHandle self = ProcessHandle.current();
        long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return self.pid() + "-" + started;
    }
}
