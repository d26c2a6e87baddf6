package org.ponder.app.session;

import java.util.List;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;

/**
 * A reply that is asked for.
 *
 * @param messages the conversation up to the question
 * @param begun what of the reply is already there
 * @param options how it is made
 */
public record ReplyRequest(List<Message> messages, PartialReply begun, ReplyOptions options) {
    public ReplyRequest {
        messages = List.copyOf(messages);
    }
}
