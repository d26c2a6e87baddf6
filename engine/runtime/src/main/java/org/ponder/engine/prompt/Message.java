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

    public static Message system(String content) {
        return new Message(Role.SYSTEM, content, null);
    }

    public static Message user(String content) {
        return new Message(Role.USER, content, null);
    }

    public static Message assistant(@Nullable String thought, String answer) {
        return new Message(Role.ASSISTANT, answer, thought);
    }
}
