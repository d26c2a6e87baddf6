package org.ponder.engine.transformer;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Reads the weights of experts from the file on a thread of its own, in the order of wishes. */
final class ReadAhead implements AutoCloseable {
    private final ArrayDeque<Expert> wishes = new ArrayDeque<>();
    private final Thread thread;
    private boolean closed;

    ReadAhead() {
        thread = Thread.ofPlatform().daemon().name("ponder-read-ahead").start(this::run);
    }

    synchronized void read(Expert expert) {
        wishes.add(expert);
        notifyAll();
    }

    /** Forgets what is not begun. */
    synchronized void forget() {
        wishes.clear();
    }

    private void run() {
        for (Expert next = take(); next != null; next = take()) {
            next.read();
        }
    }

    private synchronized @Nullable Expert take() {
        while (wishes.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return null;
            }
        }
        return closed ? null : wishes.poll();
    }

    /** Ends the thread, once what it has begun is read. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
