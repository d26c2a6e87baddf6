package org.ponder.app.server;

import java.util.List;
import java.util.function.Consumer;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;

/** Makes the replies that the server is asked for; called on one thread, one after the other. */
@FunctionalInterface
public interface ReplyMaker {

    /**
     * Makes one reply and returns when it is over.
     *
     * @param events receives it, on whatever thread makes it
     * @throws InterruptedException where the server closes; the reply is then cancelled
     */
    void reply(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events)
            throws InterruptedException;
}
