package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A wish to stop, from Ctrl-C or a kill: a step of training is finished and saved first; sampling
 * stops at once.
 */
final class Stopping {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean asked;

    /** Whether to stop after the present step. */
    boolean asked() {
        return asked;
    }

    /** Lets a signal stop the work, and wait until it has. */
    void onSignal() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    asked = true;
                                    awaitFinished();
                                },
                                "stopping"));
    }

    /** All work is done or has been saved. */
    void finished() {
        finished.countDown();
    }

    void ask() {
        asked = true;
    }

    /** Ends a stage early, after its checkpoint has been written. */
    static IOException after(int step) {
        return new IOException(
                "Stopped after step " + step + "; the same command goes on from there.");
    }

    /** Ends sampling early. */
    static IOException whileSampling() {
        return new IOException(
                "Stopped while replies were sampled; the same command goes on from what is saved.");
    }

    private void awaitFinished() {
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The present step takes too long; it is given up.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
