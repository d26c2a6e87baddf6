package org.ponder.app.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.reply.ReplyEvent;

/** Has replies made one after the other, on one thread, for requests that wait in a queue. */
final class Generator implements AutoCloseable {
    private final ReplyMaker maker;
    private final Runnable end;
    private final ThreadPoolExecutor thread;

    /** What a reply tells the request that waits for it. */
    sealed interface Step {
        record Event(ReplyEvent event) implements Step {}

        record Failed(Throwable why) implements Step {}
    }

    /** A reply that is made, seen from the request's thread. */
    record Job(LinkedBlockingQueue<Step> steps, ReplyControl control) {}

    /**
     * @param waiting requests that may wait while one runs
     * @param end called once no reply is made any more
     */
    Generator(ReplyMaker maker, int waiting, Runnable end) {
        this.maker = maker;
        this.end = end;
        thread =
                new ThreadPoolExecutor(
                        1,
                        1,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(Math.max(1, waiting)),
                        task -> {
                            Thread made = new Thread(task, "ponder-serve");
                            made.setDaemon(true);
                            return made;
                        });
    }

    /**
     * Begins a reply, or queues it.
     *
     * @throws ApiException if too many wait already
     */
    Job begin(ChatRequest request) throws ApiException {
        Job job = new Job(new LinkedBlockingQueue<>(), new ReplyControl());
        try {
            thread.execute(() -> run(request, job));
        } catch (RejectedExecutionException full) {
            throw new ApiException(
                    429,
                    "Too many requests wait for the model: try again in a moment.",
                    null,
                    "queue_full");
        }
        return job;
    }

    private void run(ChatRequest request, Job job) {
        try {
            maker.reply(
                    request.messages(),
                    request.options(),
                    job.control(),
                    event -> job.steps().add(new Step.Event(event)));
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            job.steps().add(new Step.Failed(new IllegalStateException("The server is closing.")));
        } catch (RuntimeException | Error e) { // a client waits for either
            job.steps().add(new Step.Failed(e));
        }
    }

    /** Waits for the reply that runs, which should have been cancelled. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
                return; // the session is still in use
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        end.run();
    }
}
