package org.ponder.app.viewmodel;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyState;
import org.ponder.engine.reply.ThoughtEnd;

/** Puts the truth about a thought into one line, from the engine's own figures. */
final class ThoughtHeader {
    private final Texts texts;

    /**
     * How long a thought is.
     *
     * @param made tokens that the model has made
     * @param takenOver tokens that were there before it began, such as those of an edited thought
     */
    record Length(int made, int takenOver) {

        int tokens() {
            return made + takenOver;
        }
    }

    ThoughtHeader(Texts texts) {
        this.texts = texts;
    }

    /**
     * @param program whether the model answers another program first
     * @param chat whether it answers in another chat first
     * @param loading the share of the model that is loaded, negative where it is all there
     */
    String waiting(boolean program, boolean chat, double loading) {
        if (loading > 0) {
            return texts.format("thought.loading.share", loading);
        }
        if (loading == 0) {
            return texts.get("thought.loading");
        }
        if (program) {
            return texts.get("thought.waiting.program");
        }
        return texts.get(chat ? "thought.waiting.chat" : "thought.waiting");
    }

    /** {@code left} is zero where nobody can tell. */
    String reading(int tokens, int total, Duration left) {
        return left.toSeconds() < 1
                ? texts.format("thought.reading", tokens, total)
                : texts.format("thought.reading.left", tokens, total, texts.wholeSeconds(left));
    }

    /** {@code budget} is 0 where there is none. */
    String running(Duration spent, Length length, int budget) {
        double seconds = spent.toNanos() / 1e9;
        double rate = seconds > 0 ? Texts.rate(length.made() / seconds) : 0;
        String time = texts.wholeSeconds(spent);
        int tokens = length.tokens();
        String line =
                budget > 0
                        ? texts.format(
                                "thought.running.budget",
                                time,
                                tokens,
                                rate,
                                Math.max(0, budget - tokens))
                        : texts.format("thought.running", time, tokens, rate);
        return line + takenOver(length);
    }

    /** The time is that of the tokens made, so the others are told apart. */
    private String takenOver(Length length) {
        return length.takenOver() > 0 ? texts.format("thought.takenOver", length.takenOver()) : "";
    }

    /** {@code end} is null where the thought never ended; then the reply's state says why. */
    String over(Duration spent, Length length, @Nullable ThoughtEnd end, ReplyState state) {
        boolean measured = length.tokens() > 0 || !spent.isZero();
        if (!measured && end == ThoughtEnd.CLOSED) {
            return texts.get("thought.unmeasured"); // it was imported without figures
        }
        return texts.format("thought." + key(end, state), texts.duration(spent), length.tokens())
                + takenOver(length);
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
