package org.ponder.app;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelFacts;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** Answers as a large model does, with everything that an answer may hold; for pictures only. */
final class RichModel implements LoadedModel {
    private static final int THOUGHT_TOKENS = 412;
    private static final int ANSWER_TOKENS = 196;
    private static final Duration THINKING = Duration.ofMillis(23_400);

    private static final String THOUGHT =
            """
            The user wants the closed form. Let me set \\(S = \\sum_{k=0}^{n} r^k\\). \
            Multiplying by \\(r\\) shifts every term by one, so the two sums differ only at the ends. \
            Wait, for \\(r = 1\\) that divides by zero, so that case stands apart.
            """;

    private static final String ANSWER =
            """
            Multiply the sum by $r$ and subtract: all terms but two cancel.

            $$\\sum_{k=0}^{n} r^k = \\frac{1 - r^{n+1}}{1 - r} \\qquad (r \\neq 1)$$

            | $r$ | $n$ | sum |
            |----:|----:|----:|
            | 2   | 10  | 2047 |
            | 0.5 | 10  | 1.999 |

            In Java, with the case **r = 1** apart:

            ```java
            static double geometric(double r, int n) {
                return r == 1 ? n + 1 : (1 - Math.pow(r, n + 1)) / (1 - r);
            }
            ```

            - For ~~all~~ $|r| < 1$ it converges to \\(\\boxed{\\tfrac{1}{1 - r}}\\).
            - See also `Math.fma` for a Horner scheme.
            """;

    @Override
    public int contextTokens() {
        return 8192;
    }

    @Override
    public ModelFacts facts() {
        return new ModelFacts(1_120_000_000, 28_672, 14_336, 131_072);
    }

    @Override
    public ContextShare contextShare() {
        return new ContextShare(24, 310, THOUGHT_TOKENS, 8192);
    }

    @Override
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        events.accept(new ReplyEvent.Thought(THOUGHT, THOUGHT_TOKENS, THINKING));
        events.accept(new ReplyEvent.ThoughtEnded(THINKING, THOUGHT_TOKENS, ThoughtEnd.CLOSED));
        events.accept(new ReplyEvent.Answer(ANSWER, ANSWER_TOKENS));
        events.accept(
                new ReplyEvent.Finished(
                        FinishReason.STOP,
                        new ReplyStats(
                                31,
                                0,
                                THOUGHT_TOKENS,
                                ANSWER_TOKENS,
                                Duration.ofMillis(300),
                                THINKING,
                                Duration.ofMillis(10_900))));
    }

    @Override
    public void close() {}
}
