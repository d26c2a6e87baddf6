package org.ponder.engine.prompt;

import org.jspecify.annotations.Nullable;

/**
 * One message of a conversation.
 *
 * @param role who speaks
 * @param content what they say; for the assistant, the answer without its thought
 * @param thought the assistant's thought, where there was one; templates decide whether it is kept
 */
public record Message(Role role, String content, @Nullable String thought) {

    /** What the model is told to be. */
    public static Message system(String content) {
        return new Message(Role.SYSTEM, content, null);
    }

    /** A question. */
    public static Message user(String content) {
        return new Message(Role.USER, content, null);
    }

    /**
     * An answer of the model.
     *
     * @param thought null where there was none; most templates drop it from the prompt
     */
    public static Message assistant(@Nullable String thought, String answer) {
        return new Message(Role.ASSISTANT, answer, thought);
    }
}
