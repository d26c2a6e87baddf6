package org.ponder.app.models;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many bytes of memory a second all cores together can read, which bounds how fast a model
 * writes: each token reads all of its weights.
 */
public final class Bandwidth {
    /** Beyond the caches of any desktop processor. */
    private static final int LONGS_PER_CORE = 8 << 20;

    private static final int MOST_CORES = 8;
    private static final int ROUNDS = 5;

    /** What no computer of this or the coming years passes; a file that says more is not ours. */
    private static final double HIGHEST = 1e13;

    private Bandwidth() {}

    /**
     * The bandwidth as measured before on this computer, or measured now, which takes about a
     * second and some hundred megabytes.
     *
     * @param memory file in which the figure is kept
     */
    public static double bytesPerSecond(Path memory, Machine machine) throws IOException {
        OptionalDouble before = known(memory, machine);
        if (before.isPresent()) {
            return before.getAsDouble();
        }
        double figure = measure(machine);
        AtomicFiles.write(memory, (key(machine) + figure).getBytes(StandardCharsets.UTF_8));
        return figure;
    }

    /** The bandwidth as measured before on this computer. */
    public static OptionalDouble known(Path memory, Machine machine) {
        try {
            String kept = Files.readString(memory).strip();
            if (kept.startsWith(key(machine))) {
                double figure = Double.parseDouble(kept.substring(key(machine).length()));
                if (figure > 0 && figure < HIGHEST) {
                    return OptionalDouble.of(figure);
                }
            }
        } catch (IOException | NumberFormatException notThere) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.empty();
    }

    private static String key(Machine machine) {
        return machine.cores() + " " + machine.memoryBytes() + " ";
    }

    /** The bandwidth measured now, and not kept. */
    public static double measure(Machine machine) throws IOException {
        return measure(Math.min(machine.cores(), MOST_CORES));
    }

    /** Measures with that many threads. */
    static double measure(int threads) throws IOException {
        try (ExecutorService pool = Executors.newFixedThreadPool(threads, Bandwidth::daemon)) {
            List<long[]> blocks = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                blocks.add(new long[LONGS_PER_CORE]);
            }
            double best = 0;
            // The first rounds also let Java compile the loop.
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                long sum = 0;
                for (Future<Long> part : readAll(pool, blocks)) {
                    sum += part.get();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                if (sum != 0) {
                    throw new IllegalStateException("Memory did not hold its zeros.");
                }
                best = Math.max(best, (double) threads * LONGS_PER_CORE * Long.BYTES / seconds);
            }
            return best;
        } catch (ExecutionException e) {
            throw new IOException("The memory's speed could not be measured.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Measuring the memory's speed was interrupted.", e);
        }
    }

    private static List<Future<Long>> readAll(ExecutorService pool, List<long[]> blocks) {
        List<Future<Long>> parts = new ArrayList<>();
        for (long[] block : blocks) {
            parts.add(pool.submit(() -> sum(block)));
        }
        return parts;
    }

    /** With four sums, so that adding never waits for the addition before. */
    private static long sum(long[] block) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i + 3 < block.length; i += 4) {
            a += block[i];
            b += block[i + 1];
            c += block[i + 2];
            d += block[i + 3];
        }
        return a + b + c + d;
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "ponder-bandwidth");
        thread.setDaemon(true);
        return thread;
    }
}
