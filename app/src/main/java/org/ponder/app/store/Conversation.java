package org.ponder.app.store;

/**
 * A conversation without its messages.
 *
 * @param summary what a list shows of it
 * @param options what it has of its own
 * @param draft the question that was typed and not sent
 */
public record Conversation(ConversationSummary summary, ConversationOptions options, String draft) {

    /** The conversation's id. */
    public long id() {
        return summary.id();
    }
}
