package org.ponder.app.store;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread that saves replies while they stream. */
final class LiveWriter implements AutoCloseable {
    private final Database database;
    private final ReplyEnding ending;
    private final Pace pace;
    private final Consumer<StoreException> problems;
    private final Set<ReplyRecorder> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService thread = StoreThreads.single("ponder-store");

    /**
     * When a reply is saved.
     *
     * @param every the longest that text waits
     * @param characters so many do not wait at all
     * @param retry how long to wait after a save that failed
     */
    record Pace(Duration every, int characters, Duration retry) {
        /** A quarter of a second: less than a person reads, more than a token takes. */
        static Pace usual() {
            return new Pace(Duration.ofMillis(250), 4_096, Duration.ofSeconds(2));
        }
    }

    LiveWriter(
            Database database, ReplyEnding ending, Pace pace, Consumer<StoreException> problems) {
        this.database = database;
        this.ending = ending;
        this.pace = pace;
        this.problems = problems;
    }

    Pace pace() {
        return pace;
    }

    /** Where replies are saved, for messages. */
    String place() {
        return database.place();
    }

    void add(ReplyRecorder recorder) {
        open.add(recorder);
    }

    /** Saves now what is left of a reply that is over, where the writing thread has yet to. */
    void saveEnded(long message) throws StoreException {
        for (ReplyRecorder recorder : open) {
            if (recorder.begun().id() == message && recorder.isOver()) {
                recorder.flush();
            }
        }
    }

    void remove(ReplyRecorder recorder) {
        open.remove(recorder);
    }

    /** Runs the task on the writing thread after the delay; after closing it is not run. */
    void later(Runnable task, Duration delay) {
        try {
            var _ = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // Closing has saved what there was.
        }
    }

    void save(long message, LiveBatch batch) throws StoreException {
        database.write(
                Durability.SYSTEM,
                connection -> {
                    LivePieces.add(connection, message, batch);
                    return true;
                });
    }

    StoredMessage end(long message, LiveBatch last, ReplyEnding.Outcome outcome)
            throws StoreException {
        return ending.end(message, last, outcome);
    }

    void report(StoreException problem) {
        problems.accept(problem);
    }

    /** Ends every reply that is still open as interrupted and saves it. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            // A save takes milliseconds; one that waits for another program takes its busy time.
            thread.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(ReplyRecorder::abandon);
    }
}
