package org.ponder.app.remote;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * Turns what comes from a server into the engine's events. Until the server's own counts come, a
 * piece counts as a token, which it is with most servers.
 */
final class ReplyTeller {
    private final Consumer<ReplyEvent> events;
    private final long asked = System.nanoTime();
    private long first;
    private long answerBegan;
    private int thoughtPieces;
    private int answerPieces;
    private boolean thoughtOver;
    private Duration thinking = Duration.ZERO;

    ReplyTeller(Consumer<ReplyEvent> events) {
        this.events = events;
    }

    void thought(String text) {
        if (thoughtOver) {
            return; // a server that thinks on after the answer has begun
        }
        begin();
        thoughtPieces++;
        events.accept(new ReplyEvent.Thought(text, thoughtPieces, since(first)));
    }

    void answer(String text) {
        begin();
        endThought(ThoughtEnd.CLOSED);
        if (answerPieces == 0) {
            answerBegan = System.nanoTime();
        }
        answerPieces++;
        events.accept(new ReplyEvent.Answer(text, answerPieces));
    }

    /** The thought is over, where there was one and it is not over yet. */
    void endThought(ThoughtEnd why) {
        if (!thoughtOver) {
            thoughtOver = true;
            if (thoughtPieces > 0) {
                thinking = since(first);
                events.accept(new ReplyEvent.ThoughtEnded(thinking, thoughtPieces, why));
            }
        }
    }

    /** Whether it is still thinking, or has not begun. */
    boolean beforeAnswer() {
        return !thoughtOver;
    }

    void finish(FinishReason reason, @Nullable RemoteUsage usage) {
        endThought(
                switch (reason) {
                    case STOP -> ThoughtEnd.END_OF_TURN;
                    case LENGTH, CONTEXT_FULL -> ThoughtEnd.LENGTH;
                    case CANCELLED -> ThoughtEnd.STOPPED;
                });
        int thought = thoughtPieces;
        int answer = answerPieces;
        if (usage != null && usage.completionTokens() > 0) {
            if (usage.reasoningTokens() > 0) {
                thought = Math.min(usage.reasoningTokens(), usage.completionTokens());
            } else if (thought > 0) {
                // Not told apart: by the share of the pieces.
                thought =
                        (int)
                                ((long) usage.completionTokens()
                                        * thoughtPieces
                                        / (thoughtPieces + answerPieces));
            }
            answer = usage.completionTokens() - thought;
        }
        events.accept(
                new ReplyEvent.Finished(
                        reason,
                        new ReplyStats(
                                usage == null ? 0 : usage.promptTokens(),
                                usage == null ? 0 : usage.cachedTokens(),
                                thought,
                                answer,
                                first == 0 ? since(asked) : Duration.ofNanos(first - asked),
                                thinking,
                                answerPieces == 0 ? Duration.ZERO : since(answerBegan))));
    }

    private void begin() {
        if (first == 0) {
            first = System.nanoTime();
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
