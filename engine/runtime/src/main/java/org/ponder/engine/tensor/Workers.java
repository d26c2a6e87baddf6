package org.ponder.engine.tensor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A fixed set of daemon threads that share out numbered tasks with the calling thread.
 *
 * <p>Tasks are handed out one at a time through a single counter, the ticket: generation of the
 * run, number of tasks and next task packed in one long. A thread that claims a task by
 * compare-and-set has proved that the run it read is still the current one, so a thread that wakes
 * late can neither run a task twice nor meet a newer run's body. The caller waits for tasks, never
 * for threads: where another process holds a core, the caller does the work alone. Idle threads
 * spin briefly, since a layer's hand-offs are microseconds apart, and then park.
 */
public final class Workers implements AutoCloseable {
    private static final int MAX_THREADS = 1024;
    private static final int COUNT_BITS = 20;
    private static final int MAX_TASKS = (1 << COUNT_BITS) - 1;

    /** Spins before parking: some 100 microseconds. */
    private static final int SPINS = 5_000;

    private final Thread[] helpers;
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile @Nullable IntConsumer body;
    private volatile boolean closed;
    private long generation;

    /**
     * @param threads how many threads work at once, the caller included: 1 to 1024
     */
    public Workers(int threads) {
        if (threads < 1 || threads > MAX_THREADS) {
            throw new IllegalArgumentException(
                    "The number of threads must be between 1 and "
                            + MAX_THREADS
                            + ", not "
                            + threads
                            + ".");
        }
        helpers = new Thread[threads - 1];
        try {
            for (int i = 0; i < helpers.length; i++) {
                helpers[i] =
                        Thread.ofPlatform()
                                .daemon()
                                .name("ponder-worker-" + (i + 1))
                                .start(this::help);
            }
        } catch (Error e) { // The system has no more threads: those that run must not stay.
            close();
            throw e;
        }
    }

    /** Threads that work at once, the caller included. */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Runs {@code body} once for each number below {@code tasks}, in any order and in parallel, the
     * caller included, and returns when all are done. After a failure the remaining tasks still
     * run; the first failure is thrown again here. Must not be called from two threads at once, nor
     * from a task.
     */
    public void run(int tasks, IntConsumer body) {
        if (closed) {
            throw new IllegalStateException("The worker threads are closed.");
        }
        if (tasks < 0 || tasks > MAX_TASKS) {
            throw new IllegalArgumentException(
                    "A run has 0 to " + MAX_TASKS + " tasks, not " + tasks + ".");
        }
        if (helpers.length == 0 || tasks <= 1) {
            for (int i = 0; i < tasks; i++) {
                body.accept(i);
            }
            return;
        }
        this.body = body;
        done.set(0);
        generation++;
        ticket.set(generation << (2 * COUNT_BITS) | (long) tasks << COUNT_BITS);
        if (parked.get() > 0) {
            for (Thread helper : helpers) {
                LockSupport.unpark(helper);
            }
        }
        takeTasks();
        int spins = 0;
        while (done.get() < tasks) {
            // A task on a preempted core: leave this core to whoever needs it.
            if (++spins > SPINS) {
                LockSupport.parkNanos(this, 20_000);
            } else {
                Thread.onSpinWait();
            }
        }
        this.body = null;
        Throwable thrown = failure.getAndSet(null);
        if (thrown != null) {
            rethrow(thrown);
        }
    }

    /** Lets the threads end. Runs under way finish. */
    @Override
    public void close() {
        closed = true;
        for (Thread helper : helpers) {
            LockSupport.unpark(helper);
        }
    }

    private static void rethrow(Throwable thrown) {
        switch (thrown) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(thrown);
        }
    }

    private boolean workLeft() {
        long now = ticket.get();
        return (now & MAX_TASKS) < (now >>> COUNT_BITS & MAX_TASKS);
    }

    private void takeTasks() {
        while (true) {
            long now = ticket.get();
            int next = (int) (now & MAX_TASKS);
            if (next >= (int) (now >>> COUNT_BITS & MAX_TASKS)) {
                return;
            }
            IntConsumer current = body;
            if (current == null || !ticket.compareAndSet(now, now + 1)) {
                Thread.onSpinWait();
                continue;
            }
            try {
                current.accept(next);
            } catch (Throwable e) { // Whatever a task throws belongs to the caller of run.
                failure.compareAndSet(null, e);
            }
            done.incrementAndGet();
        }
    }

    private void help() {
        int spins = 0;
        while (!closed) {
            if (workLeft()) {
                takeTasks();
                spins = 0;
            } else if (++spins < SPINS) {
                Thread.onSpinWait();
            } else {
                parked.incrementAndGet();
                if (!workLeft() && !closed) {
                    LockSupport.park(this);
                }
                parked.decrementAndGet();
                spins = 0;
            }
        }
    }
}
