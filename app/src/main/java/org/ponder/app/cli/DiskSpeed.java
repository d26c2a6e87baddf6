package org.ponder.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How fast this machine reads its disk, measured in less than a second. */
final class DiskSpeed {
    private static final int CHUNK = 4 << 20;
    private static final long PATIENCE = 400_000_000;

    private DiskSpeed() {}

    /**
     * Bytes per second that the disk gives of a file, past the system's cache; where that can be.
     */
    static OptionalLong of(Path file) {
        try (FileChannel channel = direct(file)) {
            if (channel == null) {
                return OptionalLong.empty();
            }
            int block = (int) Files.getFileStore(file).getBlockSize();
            ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK + block).alignedSlice(block);
            long size = channel.size();
            long read = 0;
            long start = System.nanoTime();
            for (long at = 0; at + CHUNK <= size; at += CHUNK) {
                buffer.clear().limit(CHUNK);
                read += channel.read(buffer, at);
                if (System.nanoTime() - start > PATIENCE) {
                    break;
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return read > 0 ? OptionalLong.of((long) (read / seconds)) : OptionalLong.empty();
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return OptionalLong.empty(); // an estimate less, nothing more
        }
    }

    private static @Nullable FileChannel direct(Path file) throws IOException {
        try {
            // Not part of Java's own interface, so asked for by name.
            Class<?> options = Class.forName("com.sun.nio.file.ExtendedOpenOption");
            for (Object option : options.getEnumConstants()) {
                if (option instanceof OpenOption direct && option.toString().equals("DIRECT")) {
                    return FileChannel.open(file, StandardOpenOption.READ, direct);
                }
            }
            return null;
        } catch (UnsupportedOperationException | ClassNotFoundException notHere) {
            return null;
        }
    }
}
