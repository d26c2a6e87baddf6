package org.ponder.app.viewmodel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyState;
import org.ponder.engine.reply.ThoughtEnd;

/** Puts the truth about a thought into one line, from the engine's own figures. */
final class ThoughtHeader {
    private final Texts texts;

    ThoughtHeader(Texts texts) {
        this.texts = texts;
    }

    /** {@code program} where the model answers another program first. */
    String waiting(boolean program) {
        return texts.get(program ? "thought.waiting.program" : "thought.waiting");
    }

    /** {@code left} is zero where nobody can tell. */
    String reading(int tokens, int total, Duration left) {
        return left.toSeconds() < 1
                ? texts.format("thought.reading", tokens, total)
                : texts.format("thought.reading.left", tokens, total, texts.wholeSeconds(left));
    }

    /** {@code budget} is 0 where there is none. */
    String running(Duration spent, int tokens, int budget) {
        double seconds = spent.toNanos() / 1e9;
        long rate = seconds > 0 ? Math.round(tokens / seconds) : 0;
        String time = texts.wholeSeconds(spent);
        return budget > 0
                ? texts.format(
                        "thought.running.budget", time, tokens, rate, Math.max(0, budget - tokens))
                : texts.format("thought.running", time, tokens, rate);
    }

    /** {@code end} is null where the thought never ended; then the reply's state says why. */
    String over(Duration spent, int tokens, @Nullable ThoughtEnd end, ReplyState state) {
        return texts.format("thought." + key(end, state), texts.duration(spent), tokens);
    }

    private static String key(@Nullable ThoughtEnd end, ReplyState state) {
        if (end == null) {
            return state == ReplyState.FAILED ? "failed" : "interrupted";
        }
        return switch (end) {
            case CLOSED -> "closed";
            case BUDGET -> "budget";
            case ANSWER_NOW -> "answered";
            case STOPPED -> "stopped";
            case LENGTH -> "length";
            case END_OF_TURN -> "unanswered";
        };
    }
}
