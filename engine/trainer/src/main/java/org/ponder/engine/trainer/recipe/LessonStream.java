package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ponder.engine.trainer.lesson.PackedLessons;
import org.ponder.engine.trainer.model.Threads;

/** Writes packed lessons step by step, made by all threads, in the order of the steps. */
final class LessonStream {
    private LessonStream() {}

    /** Writes so many steps, or fewer where the reader goes away: it has enough then. */
    static void write(PackedLessons lessons, int steps, Stopping stopping, OutputStream out)
            throws IOException {
        int threads = Threads.count();
        try (ExecutorService makers = Executors.newFixedThreadPool(threads)) {
            try {
                Queue<Future<byte[]>> ahead = new ArrayDeque<>();
                int begun = 0;
                while ((begun < steps || !ahead.isEmpty()) && !stopping.asked()) {
                    while (begun < steps && ahead.size() < 4 * threads) {
                        int step = begun++;
                        ahead.add(makers.submit(() -> lessons.of(step)));
                    }
                    out.write(ahead.remove().get());
                }
                out.flush();
            } catch (IOException e) {
                if (!readerHasGone(e)) {
                    throw e;
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("A lesson could not be made.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                makers.shutdownNow();
            }
        }
    }

    /** Java has no other sign of it than the system's words. */
    private static boolean readerHasGone(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("broken pipe");
    }
}
