package org.ponder.app.formula;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Draws formulas one after another on a thread of its own, the newest first, since that is what is
 * in sight. A formula that takes too long is given up with its thread, which ends when it can; the
 * next goes on with a new one. After a few of these no formula is drawn any more.
 */
public final class FormulaRenderer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MOST_GIVEN_UP = 4;

    private final Deque<Job> waiting = new ArrayDeque<>();
    private @Nullable Thread worker;
    private int givenUp;

    private final Duration patience;

    /** Nothing runs before the first formula. */
    public FormulaRenderer() {
        this(PATIENCE);
    }

    /**
     * For those who may wait.
     *
     * @param patience after which a formula is given up
     */
    public FormulaRenderer(Duration patience) {
        this.patience = patience;
    }

    private static final class Job {
        private final Formula formula;
        private final Consumer<@Nullable FormulaImage> done;
        private boolean over;

        Job(Formula formula, Consumer<@Nullable FormulaImage> done) {
            this.formula = formula;
            this.done = done;
        }

        /** Tells the outcome, once. */
        void end(@Nullable FormulaImage image) {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
            }
            done.accept(image);
        }

        synchronized boolean isOver() {
            return over;
        }
    }

    /**
     * Draws a formula.
     *
     * @param done takes the image, on another thread; null where the formula cannot be drawn
     */
    public void draw(Formula formula, Consumer<@Nullable FormulaImage> done) {
        synchronized (this) {
            if (givenUp < MOST_GIVEN_UP) {
                waiting.addFirst(new Job(formula, done));
                if (worker == null) {
                    worker = start();
                }
                notifyAll();
                return;
            }
        }
        done.accept(null);
    }

    /** Ends the thread when it has drawn what it draws; what waits is told that it is not drawn. */
    @Override
    public void close() {
        List<Job> left;
        synchronized (this) {
            worker = null;
            givenUp = MOST_GIVEN_UP;
            left = takeWaiting();
            notifyAll();
        }
        left.forEach(job -> job.end(null));
    }

    private synchronized List<Job> takeWaiting() {
        List<Job> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }

    /** A thread that leaves the processor to the window, as those that compute do. */
    @SuppressWarnings("ThreadPriorityCheck") // the scheduler decides how soon, not what is right
    private Thread start() {
        return Thread.ofPlatform()
                .daemon()
                .name("formulas")
                .priority(Thread.NORM_PRIORITY - 1)
                .start(this::work);
    }

    private void work() {
        try {
            for (Job job = next(); job != null; job = next()) {
                CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(watch(job, Thread.currentThread()));
                job.end(paint(job.formula));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next job for this thread; null where another has taken its place. */
    private synchronized @Nullable Job next() throws InterruptedException {
        while (worker == Thread.currentThread() && waiting.isEmpty()) {
            wait();
        }
        return worker == Thread.currentThread() ? waiting.removeFirst() : null;
    }

    private static @Nullable FormulaImage paint(Formula formula) {
        try {
            return FormulaPainter.paint(formula);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } catch (FormulaRefused | RuntimeException e) {
            return null;
        } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
            // Too much for this formula is not too much for the next.
            return null;
        }
    }

    private Runnable watch(Job job, Thread thread) {
        return () -> {
            if (job.isOver()) {
                return;
            }
            List<Job> left = List.of();
            synchronized (this) {
                if (worker == thread) {
                    worker = null;
                    givenUp++;
                    if (givenUp == MOST_GIVEN_UP) {
                        left = takeWaiting();
                    } else if (!waiting.isEmpty()) {
                        worker = start();
                    }
                }
            }
            thread.interrupt();
            job.end(null);
            left.forEach(other -> other.end(null));
        };
    }
}
