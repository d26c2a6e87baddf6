package org.ponder.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;

/** The window's thread, for programs of their own beside the tests. */
final class OnWindow {
    private OnWindow() {}

    /** Does something on the window's thread and waits for it, for a minute at most. */
    static <T> T call(Callable<T> task) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(task.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(60, TimeUnit.SECONDS);
    }

    /** Waits until something holds there, for a minute at most. */
    static void until(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!call(condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It never came about.");
            }
            Thread.sleep(10);
        }
    }
}
