package org.ponder.app.store;

import org.jspecify.annotations.Nullable;

/**
 * What a conversation has of its own; null is as the settings have it.
 *
 * @param model the model it was last held with
 * @param systemPrompt said before it
 * @param think whether the model thinks first
 * @param thoughtMode how thoughts are shown
 * @param thoughtBudget tokens after which a thought is closed; 0 is no limit
 */
public record ConversationOptions(
        @Nullable String model,
        @Nullable String systemPrompt,
        @Nullable Boolean think,
        @Nullable ThoughtMode thoughtMode,
        @Nullable Integer thoughtBudget) {

    /** Everything as the settings have it. */
    public static ConversationOptions inherited() {
        return new ConversationOptions(null, null, null, null, null);
    }

    /** These with another model. */
    public ConversationOptions withModel(@Nullable String other) {
        return new ConversationOptions(other, systemPrompt, think, thoughtMode, thoughtBudget);
    }

    /** These with another system prompt. */
    public ConversationOptions withSystemPrompt(@Nullable String other) {
        return new ConversationOptions(model, other, think, thoughtMode, thoughtBudget);
    }

    /** These with another choice of thinking. */
    public ConversationOptions withThink(@Nullable Boolean other) {
        return new ConversationOptions(model, systemPrompt, other, thoughtMode, thoughtBudget);
    }

    /** These with another way to show thoughts. */
    public ConversationOptions withThoughtMode(@Nullable ThoughtMode other) {
        return new ConversationOptions(model, systemPrompt, think, other, thoughtBudget);
    }

    /** These with another budget for thoughts. */
    public ConversationOptions withThoughtBudget(@Nullable Integer other) {
        return new ConversationOptions(model, systemPrompt, think, thoughtMode, other);
    }
}
