package org.ponder.app.session;

import java.util.List;
import java.util.function.Consumer;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;

/**
 * Stands in the place of a model that could not be loaded again.
 *
 * @param reason one sentence
 */
record BrokenModel(String reason) implements LoadedModel {

    @Override
    public int contextTokens() {
        return 0;
    }

    @Override
    public ContextShare contextShare() {
        return ContextShare.empty(0);
    }

    @Override
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        throw ModelProblem.broken(reason);
    }

    @Override
    public void replyToGuest(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        throw ModelProblem.broken(reason);
    }

    @Override
    public void close() {
        // Holds nothing.
    }
}
