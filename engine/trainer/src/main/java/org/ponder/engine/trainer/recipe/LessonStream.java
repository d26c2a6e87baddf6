package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ponder.engine.trainer.lesson.PackedLessons;

/** Writes packed lessons step by step, made by all processors, in the order of the steps. */
final class LessonStream {
    private LessonStream() {}

    /**
     * Writes so many steps.
     *
     * @throws IOException if the reader went away, which is how it says that it has enough
     */
    static void write(PackedLessons lessons, int steps, OutputStream out) throws IOException {
        int processors = Runtime.getRuntime().availableProcessors();
        try (ExecutorService makers = Executors.newFixedThreadPool(processors)) {
            try {
                Queue<Future<byte[]>> ahead = new ArrayDeque<>();
                int begun = 0;
                while (begun < steps || !ahead.isEmpty()) {
                    while (begun < steps && ahead.size() < 4 * processors) {
                        int step = begun++;
                        ahead.add(makers.submit(() -> lessons.of(step)));
                    }
                    out.write(ahead.remove().get());
                }
                out.flush();
            } catch (ExecutionException e) {
                throw new IllegalStateException("A lesson could not be made.", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                makers.shutdownNow();
            }
        }
    }
}
