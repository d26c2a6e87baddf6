package org.ponder.app.exchange;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.ponder.app.store.ReplyOrigin;
import org.ponder.app.store.ReplyRecord;
import org.ponder.app.store.ReplyState;
import org.ponder.app.store.StoredMessage;
import org.ponder.app.store.ThoughtMode;
import org.ponder.engine.prompt.Role;
import org.ponder.engine.reply.ReplyStats;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.SamplingSettings;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads one message; without an id and a role it is none. */
final class MessageReader {
    private final JsonParser parser;
    private long id = -1;
    private @Nullable Long parent;
    private @Nullable Role role;
    private Instant created = Instant.EPOCH;
    private String content = "";
    private @Nullable String thought;

    private ReplyState state = ReplyState.COMPLETE;
    private @Nullable ThoughtEnd thoughtEnd;
    private @Nullable ThoughtMode shown;
    private @Nullable String problem;
    private @Nullable String model;
    private @Nullable SamplingSettings sampling;
    private int turnsLeftOut;
    private int takenOver;
    private ReplyStats stats = ReplyStats.NONE;

    MessageReader(JsonParser parser) {
        this.parser = parser;
    }

    StoredMessage read() {
        JsonValues.eachField(parser, this::field);
        Role speaker = role;
        if (id < 0 || speaker == null) {
            throw new LeftOut.Refused(LeftOut.Reason.NO_MESSAGE);
        }
        boolean question = speaker == Role.USER;
        return new StoredMessage(
                new StoredMessage.Place(id, 0, parent, 1, 1),
                speaker,
                content,
                question ? null : thought,
                created,
                question
                        ? null
                        : new ReplyRecord(
                                state,
                                thoughtEnd,
                                stats,
                                new ReplyOrigin(model, sampling, turnsLeftOut, takenOver),
                                problem,
                                shown));
    }

    private void field(String name) {
        switch (name) {
            case "id" -> id = JsonValues.integer(parser);
            case "parent" -> parent = parent();
            case "role" -> role = role(JsonValues.text(parser, ""));
            case "created" -> created = JsonValues.instant(parser);
            case "content" -> content = JsonValues.text(parser, "");
            case "thought" -> thought = JsonValues.textOrNone(parser);
            case "reply" -> JsonValues.eachField(parser, this::replyField);
            default -> parser.skipChildren();
        }
    }

    /** Null is a first question's; anything else that is no id is no parent that there could be. */
    private @Nullable Long parent() {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : JsonValues.integer(parser);
    }

    private void replyField(String name) {
        switch (name) {
            case "state" -> {
                ReplyState read = JsonValues.constant(parser, ReplyState.class);
                state = read == null ? ReplyState.COMPLETE : read;
            }
            case "thoughtEnd" -> thoughtEnd = JsonValues.constant(parser, ThoughtEnd.class);
            case "shown" -> shown = JsonValues.constant(parser, ThoughtMode.class);
            case "problem" -> problem = JsonValues.textOrNone(parser);
            case "model" -> model = JsonValues.textOrNone(parser);
            case "turnsLeftOut" -> turnsLeftOut = JsonValues.count(parser);
            case "thoughtTokensTakenOver" -> takenOver = JsonValues.count(parser);
            case "sampling" -> sampling = sampling();
            case "stats" -> stats = stats();
            default -> parser.skipChildren();
        }
    }

    private @Nullable SamplingSettings sampling() {
        SamplingSettings usual = SamplingSettings.r1(0);
        double[] values = {
            usual.temperature(), usual.topK(), usual.topP(), usual.minP(), usual.repetitionPenalty()
        };
        long[] seed = {0};
        JsonValues.eachField(
                parser,
                name -> {
                    switch (name) {
                        case "temperature" -> values[0] = JsonValues.number(parser);
                        case "topK" -> values[1] = JsonValues.count(parser);
                        case "topP" -> values[2] = JsonValues.number(parser);
                        case "minP" -> values[3] = JsonValues.number(parser);
                        case "repetitionPenalty" -> values[4] = JsonValues.number(parser);
                        case "seed" -> seed[0] = JsonValues.integer(parser);
                        default -> parser.skipChildren();
                    }
                });
        try {
            return new SamplingSettings(
                    values[0], (int) values[1], values[2], values[3], values[4], seed[0]);
        } catch (IllegalArgumentException e) {
            // Nothing is lost with it but how a reply came about.
            return null;
        }
    }

    private ReplyStats stats() {
        int[] tokens = new int[4];
        Duration[] times = {Duration.ZERO, Duration.ZERO, Duration.ZERO};
        JsonValues.eachField(
                parser,
                name -> {
                    switch (name) {
                        case "promptTokens" -> tokens[0] = JsonValues.count(parser);
                        case "reusedTokens" -> tokens[1] = JsonValues.count(parser);
                        case "thoughtTokens" -> tokens[2] = JsonValues.count(parser);
                        case "answerTokens" -> tokens[3] = JsonValues.count(parser);
                        case "prefillMillis" -> times[0] = JsonValues.millis(parser);
                        case "thinkingMillis" -> times[1] = JsonValues.millis(parser);
                        case "answeringMillis" -> times[2] = JsonValues.millis(parser);
                        default -> parser.skipChildren();
                    }
                });
        return new ReplyStats(
                tokens[0], tokens[1], tokens[2], tokens[3], times[0], times[1], times[2]);
    }

    private static @Nullable Role role(String name) {
        return switch (name) {
            case "user" -> Role.USER;
            case "assistant" -> Role.ASSISTANT;
            default -> null;
        };
    }
}
