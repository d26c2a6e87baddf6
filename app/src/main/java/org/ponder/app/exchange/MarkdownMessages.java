package org.ponder.app.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.StoredMessage;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;

/** Makes a conversation of the parts of a Markdown text, one after the other. */
final class MarkdownMessages {
    private static final Pattern QUOTE = Pattern.compile("(?m)^> ?", Pattern.UNIX_LINES);
    private static final int MOST_MESSAGES = 100_000;

    private final Instant now;
    private final List<StoredMessage> messages = new ArrayList<>();
    private @Nullable String thought;

    MarkdownMessages(Instant now) {
        this.now = now;
    }

    void question(String text) {
        endThought();
        add(Role.USER, text, null, null);
    }

    /** What is quoted; its answer may follow. */
    void thought(String quoted) {
        endThought();
        thought = QUOTE.matcher(quoted).replaceAll("");
    }

    void answer(String text) {
        String before = thought;
        thought = null;
        add(
                Role.ASSISTANT,
                text,
                before,
                new ReplyRecord(
                        ReplyState.COMPLETE,
                        before == null ? null : ThoughtEnd.CLOSED,
                        ReplyStats.NONE,
                        ReplyOrigin.unknown(),
                        null,
                        null));
    }

    /** A thought that was exported without its answer. */
    private void endThought() {
        if (thought != null) {
            answer("");
        }
    }

    private void add(Role role, String text, @Nullable String before, @Nullable ReplyRecord reply) {
        if (messages.size() >= MOST_MESSAGES) {
            throw new IllegalArgumentException("It has too many messages.");
        }
        Long parent = messages.isEmpty() ? null : messages.getLast().id();
        messages.add(
                new StoredMessage(
                        new StoredMessage.Place(messages.size() + 1L, 0, parent, 1, 1),
                        role,
                        text,
                        before,
                        now,
                        reply));
    }

    /**
     * The conversation.
     *
     * @throws IllegalArgumentException where a reply follows no question
     */
    ConversationTree tree(String title) {
        endThought();
        return new ConversationTree(
                new Conversation(
                        new ConversationSummary(0, title, now, now, false, null, null),
                        ConversationOptions.inherited(),
                        ""),
                messages,
                messages.stream().map(StoredMessage::id).toList());
    }
}
