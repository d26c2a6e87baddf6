package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Joins the pages of memory that has been filled into large ones, on a thread of its own that is
 * there while there is something to join. It waits until nothing new has come for a while, since
 * loading is not to be slowed down, and then works half of the time.
 */
final class PageJoiner implements AutoCloseable {
    private static final long WAIT_MILLIS = 1_000;

    private final ArrayDeque<MemorySegment> waiting = new ArrayDeque<>();
    private boolean running;
    private boolean closed;

    /** Counts what has come. */
    private long added;

    /**
     * Has memory's pages joined.
     *
     * @param memory whole pages of {@link LargePages#SIZE}
     */
    synchronized void add(MemorySegment memory) {
        waiting.add(memory);
        added++;
        if (!running) {
            running = true;
            Thread.ofPlatform().daemon().name("ponder-page-joiner").start(this::run);
        }
    }

    private void run() {
        try {
            while (settled()) {
                for (MemorySegment next = take(); next != null; next = take()) {
                    join(next);
                }
            }
        } catch (InterruptedException e) {
            // What is left stays in small pages.
        }
    }

    /** Waits until nothing comes any more; false, and the end, where there is nothing to join. */
    private synchronized boolean settled() throws InterruptedException {
        running = !waiting.isEmpty();
        for (long before = added - 1; running && before != added; ) {
            before = added;
            wait(WAIT_MILLIS);
        }
        return running;
    }

    private synchronized @Nullable MemorySegment take() {
        return waiting.poll();
    }

    private void join(MemorySegment memory) throws InterruptedException {
        for (long at = 0; at < memory.byteSize(); at += LargePages.SIZE) {
            long begun = System.nanoTime();
            joinPage(memory.asSlice(at, LargePages.SIZE));
            Thread.sleep(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    /** Within the lock, so that {@link #close} waits for it. */
    private synchronized void joinPage(MemorySegment page) {
        if (!closed) {
            LargePages.join(page);
        }
    }

    /** Joins nothing more. A page that is being joined is waited for: the memory may then go. */
    @Override
    public synchronized void close() {
        closed = true;
        waiting.clear();
        notifyAll();
    }
}
