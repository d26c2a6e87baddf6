package org.ponder.app.server;

import java.util.List;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;

/**
 * A checked request for a completion.
 *
 * @param messages the conversation
 * @param options how the reply is made
 * @param stop texts that end the answer
 * @param stream whether it is wanted piece by piece
 * @param usageInStream whether a stream ends with the counts
 */
record ChatRequest(
        List<Message> messages,
        ReplyOptions options,
        List<String> stop,
        boolean stream,
        boolean usageInStream) {
    ChatRequest {
        messages = List.copyOf(messages);
        stop = List.copyOf(stop);
    }
}
