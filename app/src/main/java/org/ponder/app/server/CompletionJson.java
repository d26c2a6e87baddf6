package org.ponder.app.server;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.ReplyStats;

/** One completion as JSON, whole or in chunks that share its id. */
final class CompletionJson {
    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created = Instant.now().getEpochSecond();
    private final String model;

    CompletionJson(String model) {
        this.model = model;
    }

    /** The whole completion. */
    Map<String, Object> whole(String thought, String answer, String finish, ReplyStats stats) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", answer);
        if (!thought.isEmpty()) {
            message.put("reasoning_content", thought);
        }
        message.put("refusal", null);
        Map<String, Object> json = head("chat.completion");
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", finish);
        json.put("choices", List.of(choice));
        json.put("usage", usage(stats));
        return json;
    }

    /** The first chunk says who speaks. */
    Map<String, Object> begin() {
        Map<String, Object> delta = new LinkedHashMap<>();
        delta.put("role", "assistant");
        delta.put("content", "");
        return chunk(delta, null);
    }

    Map<String, Object> thought(String text) {
        return chunk(Map.of("reasoning_content", text), null);
    }

    Map<String, Object> answer(String text) {
        return chunk(Map.of("content", text), null);
    }

    Map<String, Object> end(String finish) {
        return chunk(Map.of(), finish);
    }

    /** The last chunk of a stream that asked for it: no choices, only the counts. */
    Map<String, Object> counts(ReplyStats stats) {
        Map<String, Object> json = head("chat.completion.chunk");
        json.put("choices", List.of());
        json.put("usage", usage(stats));
        return json;
    }

    private Map<String, Object> chunk(Map<String, Object> delta, @Nullable String finish) {
        Map<String, Object> json = head("chat.completion.chunk");
        Map<String, @Nullable Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("logprobs", null);
        choice.put("finish_reason", finish);
        json.put("choices", List.of(choice));
        return json;
    }

    private Map<String, Object> head(String kind) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("object", kind);
        json.put("created", created);
        json.put("model", model);
        return json;
    }

    private static Map<String, Object> usage(ReplyStats stats) {
        int written = stats.thoughtTokens() + stats.answerTokens();
        Map<String, Object> usage = new LinkedHashMap<>();
        usage.put("prompt_tokens", stats.promptTokens());
        usage.put("completion_tokens", written);
        usage.put("total_tokens", stats.promptTokens() + written);
        usage.put("prompt_tokens_details", Map.of("cached_tokens", stats.reusedTokens()));
        usage.put("completion_tokens_details", Map.of("reasoning_tokens", stats.thoughtTokens()));
        return usage;
    }
}
