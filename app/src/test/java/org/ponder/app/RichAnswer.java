package org.ponder.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationStore;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.StoreException;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;

/** Conversations with all that an answer may hold, as they are kept. */
final class RichAnswer {
    static final String CODE =
            """
            /** Sums the first n numbers. */
            static long sum(int n) {
                long total = 0; // so far
                for (int i = 1; i <= n; i++) {
                    total += i;
                }
                System.out.println("The sum of the first " + n + " whole numbers, from one on, is " + total + ".");
                return total;
            }\
            """;

    static final String THOUGHT =
            """
            Okay, the sum of the first \\(n\\) numbers. Let me check with \\(n = 3\\): \\(1 + 2 + 3 = 6\\).

            The formula gives
            \\[
            \\frac{n(n+1)}{2} = \\frac{3 \\cdot 4}{2} = 6
            \\]
            so that fits. Wait, is it \\boxed{6}? Yes.
            """;

    static final String TEXT =
            """
            ## The sum of the first numbers

            Pairing the first with the last, each pair makes \\(n + 1\\), and there are \\(\\frac{n}{2}\\) pairs:

            \\[
            \\sum_{i=1}^{n} i = \\frac{n(n+1)}{2}
            \\]

            A ticket costs $5, or $12 for **three**; that is *not* a formula, and neither is `$HOME`.

            | n | sum | as a formula |
            |--:|----:|:-------------|
            | 3 | 6 | $\\frac{3 \\cdot 4}{2}$ |
            | 100 | 5050 | $\\frac{100 \\cdot 101}{2}$ |

            ### In Java

            ```java
            %s
            ```

            1. It is **exact** for whole numbers.
            2. It does not overflow before \\(n \\approx 4 \\cdot 10^9\\):
               - a `long` holds up to \\(2^{63} - 1\\),
               - an `int` far less.
            - [x] checked for 3
            - [ ] checked for ~~all~~ most

            > Gauss is said to have found this at nine.

            See [the story](https://example.org/gauss) or ask [nobody](javascript:alert(1)).

            ---

            The answer for 100 is \\boxed{5050}.
            """
                    .formatted(CODE);

    private RichAnswer() {}

    /** Keeps a conversation of one question and this reply; its id. */
    static long keep(ConversationStore store, @Nullable String thought, String answer)
            throws StoreException {
        return keep(store, List.of(new Turn("What is the sum?", thought, answer)));
    }

    /** A question and its reply. */
    record Turn(String question, @Nullable String thought, String answer) {}

    /** Keeps a conversation of these turns, one below the other; its id. */
    static long keep(ConversationStore store, List<Turn> turns) throws StoreException {
        List<StoredMessage> messages = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        Long parent = null;
        long id = 1;
        for (Turn turn : turns) {
            messages.add(message(id, parent, Role.USER, turn.question(), null));
            messages.add(message(id + 1, id, Role.ASSISTANT, turn.answer(), turn.thought()));
            shown.addAll(List.of(id, id + 1));
            parent = id + 1;
            id += 2;
        }
        ConversationSummary summary =
                new ConversationSummary(1, "Sums", Instant.EPOCH, Instant.EPOCH, false, null, null);
        return store.trees()
                .add(
                        new ConversationTree(
                                new Conversation(summary, ConversationOptions.inherited(), ""),
                                messages,
                                shown))
                .id();
    }

    private static StoredMessage message(
            long id, @Nullable Long parent, Role role, String text, @Nullable String thought) {
        ReplyRecord reply =
                new ReplyRecord(
                        ReplyState.COMPLETE,
                        thought == null ? null : ThoughtEnd.CLOSED,
                        new ReplyStats(
                                10,
                                0,
                                thought == null ? 0 : thought.length() / 4,
                                text.length() / 4,
                                Duration.ofMillis(100),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(2)),
                        new ReplyOrigin("A model", SamplingSettings.r1(7)),
                        null,
                        null);
        return new StoredMessage(
                new StoredMessage.Place(id, 1, parent, 1, 1),
                role,
                text,
                thought,
                Instant.EPOCH,
                role == Role.USER ? null : reply);
    }
}
