package org.ponder.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How fast this machine reads its memory and its disk, measured in a second. */
final class MachineSpeed {
    /** Well beyond the caches that one core sees. */
    private static final int LONGS = 8 << 20;

    private static final int ROUNDS = 4;
    private static final int CHUNK = 4 << 20;
    private static final long PATIENCE = 400_000_000;

    private MachineSpeed() {}

    /** Bytes per second that all cores together read from memory. */
    static long memory() {
        int threads = Runtime.getRuntime().availableProcessors();
        long[][] blocks = new long[threads][];
        IntStream.range(0, threads).parallel().forEach(i -> blocks[i] = new long[LONGS]);
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long sum = IntStream.range(0, threads).parallel().mapToLong(i -> sum(blocks[i])).sum();
            long nanos = System.nanoTime() - start;
            // The sum is used, so that it is computed; it is 0.
            best = Math.min(best, (double) (nanos + sum));
        }
        return (long) (8.0 * LONGS * threads / best * 1e9);
    }

    private static long sum(long[] block) {
        long sum = 0;
        for (long value : block) {
            sum += value;
        }
        return sum;
    }

    /**
     * Bytes per second that the disk gives of a file, past the system's cache; where that can be.
     */
    static OptionalLong disk(Path file) {
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
