package org.ponder.app.viewmodel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.collections.ObservableList;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/**
 * A question and a reply with all that one may hold, which grows step by step and which nobody sees
 * or keeps.
 */
public final class SampleReply {
    private static final int PIECE = 16;

    private static final String THOUGHT =
            """
            Here \\(p_{1} + q = 8\\), so $q = 8 - p_1$ is at least \\(\\sqrt{5}\\). Well, that is one way.
            \\[
            \\prod_{j=1}^{k} \\left(1 + \\frac{1}{j}\\right) = k + 1
            \\]
            Then (a, b) and [c] "quoted" words follow; is it right? Yes: 1.5 × 2 = 3, and so on!

            """;

    private static final String ANSWER =
            """
            ## Heading
            Words, **bold** and *slanted*, `code` and ~~struck~~, a [link](https://example.org), \\(\\alpha^2\\).

            $$\\int_0^1 t^2 \\, dt = \\frac{1}{3}$$

            | a | b |
            |---|--:|
            | x | $\\beta$ |

            ```java
            /** Says it. */
            int twice(int n) { return 2 * n; } // "two"
            ```

            1. first
               - inner
            - [x] done

            > quoted

            ---
            """;

    private static final ReplyStats STATS =
            new ReplyStats(1, 0, 1, 1, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final ReplyViewModel reply;
    private final BlockList list = new BlockList();
    private final int thoughts;
    private int thought;
    private int answered;
    private boolean finished;

    /**
     * Nothing is written yet.
     *
     * @param thoughts how often its paragraph of thought is written
     */
    public SampleReply(Texts texts, int thoughts) {
        this.thoughts = thoughts;
        StoredMessage.Place place = new StoredMessage.Place(-1, -1, null, 1, 1);
        reply =
                ReplyViewModel.stored(
                        new StoredMessage(place, Role.ASSISTANT, "", null, Instant.EPOCH, null),
                        texts,
                        ThoughtMode.LIVE);
        reply.thought().choose(ThoughtMode.LIVE);
        StoredMessage question =
                new StoredMessage(place, Role.USER, "Why?", null, Instant.EPOCH, null);
        list.add(List.of(new QuestionViewModel(question), reply));
    }

    /** Writes some characters more; false where all is written. */
    public boolean grow() {
        if (thought < THOUGHT.length() * thoughts) {
            int at = thought % THOUGHT.length();
            int end = Math.min(THOUGHT.length(), at + PIECE);
            thought += end - at;
            reply.apply(
                    new ReplyEvent.Thought(
                            THOUGHT.substring(at, end), thought, Duration.ofSeconds(1)));
            if (thought == THOUGHT.length() * thoughts) {
                reply.apply(
                        new ReplyEvent.ThoughtEnded(
                                Duration.ofSeconds(1), thought, ThoughtEnd.CLOSED));
            }
            return true;
        }
        int end = Math.min(ANSWER.length(), answered + PIECE);
        if (end > answered) {
            reply.apply(new ReplyEvent.Answer(ANSWER.substring(answered, end), end));
            answered = end;
        } else {
            reply.apply(new ReplyEvent.Finished(FinishReason.STOP, STATS));
            finished = true;
        }
        return !finished;
    }

    /** What is written so far, as it is listed. */
    public ObservableList<Block> blocks() {
        return list.blocks();
    }
}
