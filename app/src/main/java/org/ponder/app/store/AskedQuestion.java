package org.ponder.app.store;

/**
 * A question that is kept, and the reply to it.
 *
 * @param conversation as it is with them
 * @param question as it is kept
 * @param reply has begun
 */
public record AskedQuestion(
        Conversation conversation, StoredMessage question, StoredMessage reply) {}
