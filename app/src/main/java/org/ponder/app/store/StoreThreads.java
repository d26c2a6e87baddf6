package org.ponder.app.store;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** Threads on which the store does what nobody waits for. */
final class StoreThreads {
    private StoreThreads() {}

    /**
     * One thread that does not keep the process alive and forgets what is due after its shutdown.
     */
    static ScheduledExecutorService single(String name) {
        ScheduledThreadPoolExecutor thread =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(name).factory());
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return thread;
    }
}
