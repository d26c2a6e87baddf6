package org.ponder.app.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;

/** Conversations that tests write and read. */
final class Trees {
    static final Instant WHEN = Instant.parse("2026-03-04T05:06:07.089Z");

    private Trees() {}

    static ConversationTree of(String title, List<StoredMessage> messages, List<Long> shown) {
        return new ConversationTree(
                new Conversation(
                        new ConversationSummary(
                                5, title, WHEN, WHEN.plusSeconds(9), true, "Fruit", null),
                        new ConversationOptions("R1", "Be brief.", false, ThoughtMode.PEEK, 512),
                        "a draft"),
                messages,
                shown);
    }

    static StoredMessage question(long id, @Nullable Long parent, String text) {
        return new StoredMessage(
                new StoredMessage.Place(id, 5, parent, 1, 1), Role.USER, text, null, WHEN, null);
    }

    static StoredMessage reply(long id, long parent, @Nullable String thought, String answer) {
        return new StoredMessage(
                new StoredMessage.Place(id, 5, parent, 1, 1),
                Role.ASSISTANT,
                answer,
                thought,
                WHEN,
                new ReplyRecord(
                        ReplyState.LENGTH,
                        ThoughtEnd.BUDGET,
                        new ReplyStats(
                                1,
                                2,
                                3,
                                4,
                                Duration.ofMillis(5),
                                Duration.ofMillis(6),
                                Duration.ofMillis(7)),
                        new ReplyOrigin(
                                "Pebble", new SamplingSettings(0.6, 5, 0.9, 0.1, 1.1, -7), 3, 90),
                        "It broke.",
                        ThoughtMode.HIDDEN));
    }

    /** Two versions of a question; the second has two replies, of which the first is shown. */
    static ConversationTree branched() {
        return of(
                "Letters \"and\" more",
                List.of(
                        question(10, null, "How many r's?"),
                        reply(11, 10, "One.\nTwo. 草莓 🙂 \u0000 \u2028", "**Three.**"),
                        question(12, null, "How many p's?"),
                        reply(13, 12, null, "Two."),
                        reply(14, 12, "", "Three?"),
                        question(15, 13L, "Sure?")),
                List.of(12L, 13L, 15L));
    }
}
