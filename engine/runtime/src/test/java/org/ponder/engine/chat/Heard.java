package org.ponder.engine.chat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

/** Keeps the events of a reply, for tests to look at. */
final class Heard implements Consumer<ReplyEvent> {
    final List<ReplyEvent> events = new ArrayList<>();
    private final Consumer<ReplyEvent> also;

    Heard() {
        this(event -> {});
    }

    /** Hands events on too, once they are kept. */
    Heard(Consumer<ReplyEvent> also) {
        this.also = also;
    }

    @Override
    public void accept(ReplyEvent event) {
        events.add(event);
        also.accept(event);
    }

    <E extends ReplyEvent> Stream<E> all(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast);
    }

    String thought() {
        StringBuilder text = new StringBuilder();
        all(ReplyEvent.Thought.class).forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    String answer() {
        StringBuilder text = new StringBuilder();
        all(ReplyEvent.Answer.class).forEach(piece -> text.append(piece.text()));
        return text.toString();
    }

    ReplyEvent.@Nullable ThoughtEnded thoughtEnded() {
        return all(ReplyEvent.ThoughtEnded.class).findFirst().orElse(null);
    }

    ReplyEvent.ThoughtEnded endedThought() {
        return Objects.requireNonNull(thoughtEnded());
    }

    FinishReason reason() {
        return finished().reason();
    }

    ReplyStats stats() {
        return finished().stats();
    }

    boolean timesAreSound() {
        ReplyStats stats = stats();
        return Stream.of(stats.prefill(), stats.thinking(), stats.answering())
                .noneMatch(Duration::isNegative);
    }

    private ReplyEvent.Finished finished() {
        return (ReplyEvent.Finished) events.getLast();
    }
}
