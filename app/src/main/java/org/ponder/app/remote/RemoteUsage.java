package org.ponder.app.remote;

import tools.jackson.databind.JsonNode;

/**
 * What a server counted for a reply.
 *
 * @param promptTokens that it read
 * @param cachedTokens of these, read before
 * @param completionTokens that it wrote
 * @param reasoningTokens of these, the thought
 */
public record RemoteUsage(
        int promptTokens, int cachedTokens, int completionTokens, int reasoningTokens) {

    /** As OpenAI has it, and DeepSeek's own name for cached tokens. */
    static RemoteUsage of(JsonNode usage) {
        int cached = count(usage.path("prompt_tokens_details").path("cached_tokens"));
        return new RemoteUsage(
                count(usage.path("prompt_tokens")),
                cached > 0 ? cached : count(usage.path("prompt_cache_hit_tokens")),
                count(usage.path("completion_tokens")),
                count(usage.path("completion_tokens_details").path("reasoning_tokens")));
    }

    private static int count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? Math.max(0, node.asInt()) : 0;
    }
}
