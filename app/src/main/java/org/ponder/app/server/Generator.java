package org.ponder.app.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Makes replies one after the other, on one thread, in one session: a conversation that goes on is
 * not read again.
 */
final class Generator implements AutoCloseable {
    private final ChatSession session;
    private final ThreadPoolExecutor thread;

    /** What a reply tells the request that waits for it. */
    sealed interface Step {
        record Event(ReplyEvent event) implements Step {}

        record Failed(Throwable why) implements Step {}
    }

    /** A reply that is made, seen from the request's thread. */
    record Job(LinkedBlockingQueue<Step> steps, ReplyControl control) {}

    /**
     * @param session used by this object alone from now on
     * @param waiting requests that may wait while one runs
     */
    Generator(ChatSession session, int waiting) {
        this.session = session;
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
            session.reply(
                    request.messages(),
                    PartialReply.none(),
                    request.options(),
                    job.control(),
                    event -> job.steps().add(new Step.Event(event)));
        } catch (RuntimeException | OutOfMemoryError e) {
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
        session.close();
    }
}
