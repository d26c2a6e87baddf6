package org.ponder.app.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.chat.TemplateFailureException;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Answers one request for a completion. Where nothing was written for a while, because the model
 * still reads or the reply is wanted whole, a sign of life is: only writing shows whether the
 * client is still there. If it is not, the reply is cancelled.
 */
final class Completion {
    private static final Duration SIGN_OF_LIFE = Duration.ofMillis(500);

    private final ChatRequest request;
    private final Exchange exchange;
    private final CompletionJson json;
    private final StopStrings stops;
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private boolean spoken;

    Completion(ChatRequest request, Exchange exchange, String model) {
        this.request = request;
        this.exchange = exchange;
        json = new CompletionJson(model);
        stops = new StopStrings(request.stop());
    }

    /**
     * Writes the reply as it is made.
     *
     * @param time for all of it; then it ends with what it has
     */
    void run(Generator.Job job, Duration time)
            throws IOException, InterruptedException, ApiException {
        long end = System.nanoTime() + time.toNanos();
        boolean late = false;
        long sign = System.nanoTime();
        try {
            while (true) {
                Generator.Step step =
                        job.steps().poll(SIGN_OF_LIFE.toMillis(), TimeUnit.MILLISECONDS);
                if (System.nanoTime() - sign >= SIGN_OF_LIFE.toNanos()) {
                    sign = System.nanoTime();
                    signOfLife();
                }
                if (!late && System.nanoTime() > end) {
                    late = true;
                    job.control().cancel();
                }
                switch (step) {
                    case null -> {}
                    case Generator.Step.Failed failed -> {
                        fail(failed.why());
                        return;
                    }
                    case Generator.Step.Event event -> {
                        if (event.event() instanceof ReplyEvent.Finished finished) {
                            finish(finished, late);
                            return;
                        }
                        piece(event.event(), job);
                    }
                }
            }
        } finally {
            job.control().cancel(); // does nothing to a reply that is over
        }
    }

    private void signOfLife() throws IOException {
        if (request.stream()) {
            beginStream();
            exchange.write(": \n\n");
        } else if (spoken) {
            // JSON may begin with blank lines. Only after the model began: the status is said then.
            exchange.begin("application/json; charset=utf-8");
            exchange.write("\n");
        }
    }

    private void beginStream() throws IOException {
        if (!exchange.begun()) {
            exchange.begin("text/event-stream; charset=utf-8");
            exchange.event(json.begin());
        }
    }

    private void piece(ReplyEvent event, Generator.Job job) throws IOException {
        spoken = true;
        switch (event) {
            case ReplyEvent.Thought piece -> add(piece.text(), "");
            case ReplyEvent.Answer piece -> {
                add("", stops.add(piece.text()));
                if (stops.stopped()) {
                    job.control().cancel();
                }
            }
            // No tools are offered here: a call that a model makes up is what it says.
            case ReplyEvent.ToolCall call ->
                    add("", stops.add(call.name() + " " + call.arguments()));
            case ReplyEvent.LeftOut _,
                    ReplyEvent.Reading _,
                    ReplyEvent.ThoughtEnded _,
                    ReplyEvent.Finished _ -> {
                if (request.stream()) {
                    beginStream();
                }
            }
        }
    }

    private void add(String moreThought, String moreAnswer) throws IOException {
        thought.append(moreThought);
        answer.append(moreAnswer);
        if (request.stream()) {
            beginStream();
            if (!moreThought.isEmpty()) {
                exchange.event(json.thought(moreThought));
            }
            if (!moreAnswer.isEmpty()) {
                exchange.event(json.answer(moreAnswer));
            }
        }
    }

    private void finish(ReplyEvent.Finished finished, boolean late)
            throws IOException, ApiException {
        if (finished.reason() == FinishReason.CANCELLED && !late && !stops.stopped()) {
            fail(
                    new IllegalStateException(
                            "The reply was stopped because another model is loaded or the server"
                                    + " closes: ask again."));
            return;
        }
        add("", stops.end());
        boolean stopped = stops.stopped() || (!late && finished.reason() == FinishReason.STOP);
        String reason = stopped ? "stop" : "length";
        if (request.stream()) {
            exchange.event(json.end(reason));
            if (request.usageInStream()) {
                exchange.event(json.counts(finished.stats()));
            }
            exchange.write("data: [DONE]\n\n");
        } else {
            exchange.send(
                    200,
                    json.whole(thought.toString(), answer.toString(), reason, finished.stats()));
        }
    }

    private void fail(Throwable why) throws IOException, ApiException {
        ApiException error = error(why);
        if (!exchange.begun()) {
            throw error;
        }
        if (request.stream()) {
            exchange.event(error.body());
        } else {
            exchange.breakOff();
        }
    }

    private static ApiException error(Throwable why) {
        @Nullable String message = why.getMessage();
        return switch (why) {
            case ContextOverflowException e ->
                    new ApiException(
                            400,
                            String.valueOf(e.getMessage()),
                            "messages",
                            "context_length_exceeded");
            case TemplateFailureException e ->
                    new ApiException(400, String.valueOf(e.getMessage()), "messages", null);
            // No model is loaded, it cannot be loaded again, or it is not on this computer.
            case IllegalStateException e when message != null ->
                    new ApiException(503, message, null, "model_not_available");
            case OutOfMemoryError e ->
                    new ApiException(500, "There is not enough memory for this reply.", null, null);
            default ->
                    new ApiException(
                            500,
                            message == null || message.isBlank()
                                    ? "The model stopped with a "
                                            + why.getClass().getSimpleName()
                                            + "."
                                    : message,
                            null,
                            null);
        };
    }
}
