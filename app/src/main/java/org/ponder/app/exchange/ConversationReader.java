package org.ponder.app.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.Conversation;
import org.ponder.app.store.ConversationOptions;
import org.ponder.app.store.ConversationSummary;
import org.ponder.app.store.ConversationTree;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads one conversation. What is missing or of the wrong kind has a plain default where there is
 * one; where there is none, {@link LeftOut.Refused} says what is wrong.
 */
final class ConversationReader {
    /** More turns than a life has evenings. */
    private static final int MOST_MESSAGES = 100_000;

    /** Characters of all its texts together; they are in memory at once. */
    private static final long MOST_TEXT = 64L * 1024 * 1024;

    private static final int LONGEST_NAME = 1_000;

    private final JsonParser parser;
    private final int depth;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final List<Long> shown = new ArrayList<>();
    private ConversationOptions options = ConversationOptions.inherited();
    private String title = "";
    private String draft = "";
    private @Nullable String folder;
    private Instant created = Instant.EPOCH;
    private Instant updated = Instant.EPOCH;
    private boolean pinned;
    private long characters;

    /**
     * @param parser stands at the conversation's first token
     */
    ConversationReader(JsonParser parser) {
        this.parser = parser;
        this.depth = parser.streamReadContext().getNestingDepth();
    }

    ConversationTree read() {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            field(name);
        }
        return new ConversationTree(
                new Conversation(
                        new ConversationSummary(0, title, created, updated, pinned, folder, null),
                        options,
                        draft),
                messages,
                shown);
    }

    /** Goes on to the conversation's end, wherever reading stopped. */
    void skipRest() {
        while (parser.streamReadContext().getNestingDepth() >= depth
                && parser.currentToken() != null) {
            parser.nextToken();
        }
    }

    private void field(String name) {
        switch (name) {
            case "title" -> title = name(JsonValues.text(parser, ""));
            case "draft" -> draft = counted(JsonValues.text(parser, ""));
            case "folder" -> folder = emptyIsNone(name(JsonValues.text(parser, "")));
            case "created" -> created = JsonValues.instant(parser);
            case "updated" -> updated = JsonValues.instant(parser);
            case "pinned" -> pinned = JsonValues.flag(parser);
            case "options" -> JsonValues.eachField(parser, this::option);
            case "shown" -> JsonValues.each(parser, this::shown);
            case "messages" -> JsonValues.each(parser, this::message);
            default -> parser.skipChildren();
        }
    }

    private void message() {
        require(messages.size() < MOST_MESSAGES, LeftOut.Reason.TOO_MANY);
        StoredMessage message = new MessageReader(parser).read();
        count(message.content());
        count(message.thought());
        ReplyRecord reply = message.reply();
        if (reply != null) {
            count(reply.problem());
            count(reply.origin().model());
        }
        messages.add(message);
    }

    private void shown() {
        require(shown.size() < MOST_MESSAGES, LeftOut.Reason.TOO_MANY);
        shown.add(JsonValues.integer(parser));
    }

    /** An option that is null is inherited, like one that is missing. */
    private void option(String name) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        options =
                switch (name) {
                    case "model" ->
                            options.withModel(emptyIsNone(name(JsonValues.text(parser, ""))));
                    case "systemPrompt" ->
                            options.withSystemPrompt(
                                    emptyIsNone(counted(JsonValues.text(parser, ""))));
                    case "think" -> options.withThink(JsonValues.flag(parser));
                    case "thoughtMode" ->
                            options.withThoughtMode(JsonValues.constant(parser, ThoughtMode.class));
                    case "thoughtBudget" -> options.withThoughtBudget(JsonValues.count(parser));
                    default -> {
                        parser.skipChildren();
                        yield options;
                    }
                };
    }

    private String counted(String text) {
        count(text);
        return text;
    }

    private void count(@Nullable String text) {
        characters += text == null ? 0 : text.length();
        require(characters <= MOST_TEXT, LeftOut.Reason.TOO_LONG);
    }

    private static String name(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_NAME));
    }

    private static @Nullable String emptyIsNone(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void require(boolean condition, LeftOut.Reason otherwise) {
        if (!condition) {
            throw new LeftOut.Refused(otherwise);
        }
    }
}
