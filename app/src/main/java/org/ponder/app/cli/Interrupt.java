package org.ponder.app.cli;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.ponder.engine.chat.ReplyControl;

/**
 * Lets a reply end in order when the process is told to stop (Ctrl-C, SIGTERM): the reply is
 * cancelled, what it has is written, then Java goes on to exit with the signal's code.
 */
final class Interrupt implements AutoCloseable {
    /** A token of the largest models takes about a second; a machine that swaps takes longer. */
    private static final long PATIENCE_SECONDS = 5;

    private final Semaphore free = new Semaphore(1);
    private final Thread hook = new Thread(this::stop, "interrupt");
    private volatile ReplyControl control = new ReplyControl();

    Interrupt() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Runs work that the end of the process waits for; after a stop it never begins. */
    void run(Runnable work) {
        free.acquireUninterruptibly();
        try {
            work.run();
        } finally {
            free.release();
        }
    }

    /** The control of a reply that begins now. */
    ReplyControl newReply() {
        control = new ReplyControl();
        return control;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyStopping) {
            // Then the hook is running and ends by itself.
        }
    }

    private void stop() {
        control.cancel();
        try {
            // Kept: the process ends with it.
            boolean finished = free.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!finished) {
                System.err.println("The reply did not stop in time.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
