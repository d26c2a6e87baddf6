package org.ponder.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.EngineModelLoader;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelFacts;
import org.ponder.app.session.ModelLoader;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;

/** The real model at the pace of a large one, so that a person has time to do something. */
record PacedModel(LoadedModel model) implements LoadedModel {
    private static final int MILLIS_PER_TOKEN = 8;

    static ModelLoader loader() {
        EngineModelLoader engine = new EngineModelLoader(notice -> {});
        return choice -> new PacedModel(engine.load(choice));
    }

    @Override
    public int contextTokens() {
        return model.contextTokens();
    }

    @Override
    public ModelFacts facts() {
        return model.facts();
    }

    @Override
    public @Nullable ContextShare contextShare() {
        return model.contextShare();
    }

    @Override
    public int tokensIn(String text) {
        return model.tokensIn(text);
    }

    @Override
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        model.reply(
                messages,
                begun,
                options,
                control,
                event -> {
                    events.accept(event);
                    try {
                        Thread.sleep(MILLIS_PER_TOKEN);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    @Override
    public Optional<Transcript> transcript(
            List<Message> messages, PartialReply reply, ReplyOptions options) {
        return model.transcript(messages, reply, options);
    }

    @Override
    public void close() {
        model.close();
    }
}
