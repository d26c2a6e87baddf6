package org.ponder.app.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.ContextOverflowException;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;

/** Draws the samples of a run that are not there yet. */
public final class Evaluation {
    private final List<Question> questions;
    private final Protocol protocol;
    private final SampleFile file;
    private final ChatSession session;

    /** Told after each sample. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A sample is there.
         *
         * @param done samples so far
         * @param total samples of the run
         */
        void sampled(int done, int total, Sample last);
    }

    /** A run over these questions; the caller closes file and session. */
    public Evaluation(
            List<Question> questions, Protocol protocol, SampleFile file, ChatSession session) {
        this.questions = List.copyOf(questions);
        this.protocol = protocol;
        this.file = file;
        this.session = session;
    }

    /**
     * Runs to the end, or until a reply is cancelled, which leaves no sample.
     *
     * @param control gives each reply its control
     * @return the samples that are there
     */
    public List<Sample> run(Supplier<ReplyControl> control, Progress progress) throws IOException {
        List<Sample> samples = new ArrayList<>();
        int total = questions.size() * protocol.samples() * protocol.budgets().size();
        for (int number = 0; number < protocol.samples(); number++) {
            for (Question question : questions) {
                Optional<Sample> longer = Optional.empty();
                for (int budget : protocol.budgets()) {
                    Optional<Sample> sample = sample(question, number, budget, longer, control);
                    if (sample.isEmpty()) {
                        return samples;
                    }
                    longer = sample;
                    samples.add(sample.get());
                    progress.sampled(samples.size(), total, sample.get());
                }
            }
        }
        return samples;
    }

    /** From the file, from a longer budget that this one would not have cut, or from the model. */
    private Optional<Sample> sample(
            Question question,
            int number,
            int budget,
            Optional<Sample> longer,
            Supplier<ReplyControl> control)
            throws IOException {
        Optional<Sample> known = file.find(question.id(), number, budget);
        if (known.isPresent()) {
            return known;
        }
        Optional<Sample> sample =
                longer.filter(other -> other.endsWithin(budget))
                        .map(other -> other.under(budget))
                        .or(() -> drawn(question, number, budget, control.get()));
        if (sample.isPresent()) {
            file.add(sample.get());
        }
        return sample;
    }

    private Optional<Sample> drawn(
            Question question, int number, int budget, ReplyControl control) {
        StringBuilder thought = new StringBuilder();
        StringBuilder reply = new StringBuilder();
        List<ReplyEvent.Finished> end = new ArrayList<>();
        try {
            session.reply(
                    List.of(Message.user(question.prompt())),
                    PartialReply.none(),
                    protocol.options(question, number, budget),
                    control,
                    event -> {
                        switch (event) {
                            case ReplyEvent.Thought piece -> thought.append(piece.text());
                            case ReplyEvent.Answer piece -> reply.append(piece.text());
                            case ReplyEvent.Finished finished -> end.add(finished);
                            default -> {}
                        }
                    });
        } catch (ContextOverflowException e) {
            return Optional.of(
                    new Sample(question.id(), number, budget, "", false, 0, 0, "too_long", "", ""));
        }
        ReplyEvent.Finished finished = end.getFirst();
        if (finished.reason() == FinishReason.CANCELLED) {
            return Optional.empty();
        }
        String given = GivenAnswer.in(reply.toString(), question.kind()).orElse("");
        return Optional.of(
                new Sample(
                        question.id(),
                        number,
                        budget,
                        given,
                        !given.isEmpty() && question.kind().right(question.answer(), given),
                        finished.stats().thoughtTokens(),
                        finished.stats().answerTokens(),
                        finished.reason().name().toLowerCase(Locale.ROOT),
                        thought.toString(),
                        reply.toString()));
    }
}
