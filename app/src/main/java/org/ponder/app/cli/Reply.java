package org.ponder.app.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyStats;

/** Collects a reply from its events, for JSON. */
final class Reply implements Consumer<ReplyEvent> {
    private final StringBuilder thought = new StringBuilder();
    private final StringBuilder answer = new StringBuilder();
    private final List<Object> toolCalls = new ArrayList<>();
    private ReplyEvent.@Nullable Finished finished;

    @Override
    public void accept(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.Thought piece -> thought.append(piece.text());
            case ReplyEvent.Answer piece -> answer.append(piece.text());
            case ReplyEvent.Finished end -> finished = end;
            case ReplyEvent.ToolCall call ->
                    toolCalls.add(JsonLines.toolCall(call.name(), call.arguments()));
            case ReplyEvent.LeftOut leftOut -> {}
            case ReplyEvent.Reading reading -> {}
            case ReplyEvent.ThoughtEnded ended -> {}
        }
    }

    String thought() {
        return thought.toString();
    }

    String answer() {
        return answer.toString();
    }

    /** How it ended; the reply must be over. */
    ReplyEvent.Finished finished() {
        return Objects.requireNonNull(finished, "the reply is not over");
    }

    /**
     * The object that {@code ask --json} prints.
     *
     * @param load time it took to load the model
     */
    Map<String, Object> toJson(Duration load) {
        ReplyStats stats = finished().stats();
        Map<String, Object> seconds = new LinkedHashMap<>();
        seconds.put("load", seconds(load));
        seconds.put("prefill", seconds(stats.prefill()));
        seconds.put("thinking", seconds(stats.thinking()));
        seconds.put("answering", seconds(stats.answering()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("thought", thought());
        json.put("answer", answer());
        if (!toolCalls.isEmpty()) {
            json.put("tool_calls", toolCalls);
        }
        json.put("thought_tokens", stats.thoughtTokens());
        json.put("answer_tokens", stats.answerTokens());
        json.put("finish", finished().reason().name().toLowerCase(Locale.ROOT));
        json.put("seconds", seconds);
        return json;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }
}
