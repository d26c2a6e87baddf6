package org.ponder.app.store;

import org.jspecify.annotations.Nullable;

/** A question that is not kept yet: where it is asked, and its words. */
public sealed interface Question {

    /**
     * The first of a conversation, which begins with it.
     *
     * @param options what the conversation has of its own
     * @param text its words
     */
    record First(ConversationOptions options, String text) implements Question {}

    /**
     * The next at the end of the path that is shown.
     *
     * @param conversation in which it is asked
     * @param last the message that is the last as far as the asker knows; null is none
     * @param text its words
     */
    record Next(long conversation, @Nullable Long last, String text) implements Question {}

    /**
     * Another version of a question that is kept.
     *
     * @param other its id
     * @param text the words of the new one
     */
    record Version(long other, String text) implements Question {}
}
