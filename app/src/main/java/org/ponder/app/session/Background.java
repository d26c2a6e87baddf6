package org.ponder.app.session;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does what the window would otherwise wait for, such as reading the store, and brings what comes
 * of it back to the window's thread. What is asked of one Background is done in the order asked;
 * work that takes minutes has a second thread of its own.
 */
public final class Background implements AutoCloseable {
    private static final int CLOSING_SECONDS = 10;

    private final Consumer<Runnable> window;
    private final ScheduledExecutorService thread = single("ponder-background");
    private final ScheduledExecutorService slow = single("ponder-slow-background");

    /**
     * @param window runs a task on the window's thread, later
     */
    public Background(Consumer<Runnable> window) {
        this.window = window;
    }

    private static ScheduledExecutorService single(String name) {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(name).factory());
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    /** What comes of some work, told on the window's thread. */
    public interface Outcome<T> {

        /** It is done. */
        void done(T result);

        /** It could not be done. */
        void failed(Throwable problem);
    }

    /** Does some work that takes moments. */
    public <T> void run(Callable<T> work, Outcome<T> outcome) {
        submit(thread, work, outcome);
    }

    /** Does some work that may take minutes; other work does not wait for it. */
    public <T> void runSlow(Callable<T> work, Outcome<T> outcome) {
        submit(slow, work, outcome);
    }

    /** Does something on the window's thread after a while; not at all where this closes before. */
    public void after(Duration delay, Runnable onWindow) {
        try {
            var _ =
                    thread.schedule(
                            () -> window.accept(onWindow), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The window is closing.
        }
    }

    /** Does something on the window's thread, later. */
    public void onWindow(Runnable task) {
        window.accept(task);
    }

    private <T> void submit(
            ScheduledExecutorService executor, Callable<T> work, Outcome<T> outcome) {
        try {
            executor.execute(() -> {
                try {
                    T result = work.call();
                    window.accept(() -> outcome.done(result));
                } catch (Throwable e) { // Whoever waits for the work must learn that it is over.
                    window.accept(() -> outcome.failed(e));
                }
            });
        } catch (RejectedExecutionException e) {
            // The window is closing: nobody is left to be told.
        }
    }

    /** Finishes what was asked for, for some seconds, and takes no more. */
    @Override
    public void close() {
        thread.shutdown();
        slow.shutdown();
        try {
            if (!thread.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)
                    || !slow.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
                slow.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            slow.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
