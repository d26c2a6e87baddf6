package org.ponder.app.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that is kept, and the reply to it.
 *
 * @param conversation as it is with them
 * @param question as it is kept
 * @param reply has begun
 * @param others the messages before the question, where they are others than the asker knew of,
 *     since another Ponder went on with the conversation; null where they are not
 */
public record AskedQuestion(
        Conversation conversation,
        StoredMessage question,
        StoredMessage reply,
        @Nullable List<StoredMessage> others) {}
