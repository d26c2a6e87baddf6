package org.ponder.app.session;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which models are loaded, replies are made and models are closed, so that none
 * of these ever overlap. Tasks run in the order given.
 */
public final class ModelThread implements AutoCloseable {
    private static final int CLOSING_SECONDS = 10;

    private final ExecutorService executor =
            Executors.newSingleThreadExecutor(task -> computing("ponder-model", task));

    /** What it and the threads that it makes compute waits for what the window draws. */
    static Thread computing(String name, Runnable task) {
        return thread(name, task, Thread.NORM_PRIORITY - 1);
    }

    /** The same, and it waits for {@link #computing} threads too. */
    static Thread unhurried(String name, Runnable task) {
        return thread(name, task, Thread.NORM_PRIORITY - 3);
    }

    @SuppressWarnings("ThreadPriorityCheck") // the scheduler decides how soon, not what is right
    private static Thread thread(String name, Runnable task, int priority) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setPriority(priority);
        return thread;
    }

    /** Runs the task after those given before it. The task handles its own failures. */
    public void run(Runnable task) {
        executor.execute(task);
    }

    /** Waits until everything given so far has run; for closing down and for tests. */
    public boolean awaitIdle(long timeout, TimeUnit unit) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        executor.execute(reached::countDown);
        return reached.await(timeout, unit);
    }

    /** Lets the tasks already given finish, for some seconds, and takes no more. */
    @Override
    public void close() {
        executor.shutdown();
        try {
            if (!executor.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
                executor.shutdownNow();
            }
        } catch (InterruptedException e) {
            executor.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
