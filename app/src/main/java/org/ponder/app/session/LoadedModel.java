package org.ponder.app.session;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.transformer.ExpertUse;

/** A model in memory with one chat session. Belongs to the {@link ModelThread}. */
public interface LoadedModel extends AutoCloseable {

    /** Tokens of conversation and reply that fit. */
    int contextTokens();

    /** What it takes of the computer's memory. */
    default ModelFacts facts() {
        return ModelFacts.unknown();
    }

    /**
     * Computes for a moment what nobody sees, so that Java has compiled the model's kernels before
     * the first reply is asked for.
     *
     * @param control ends it at once
     */
    default void warmUp(ReplyControl control) {}

    /**
     * How the prompt and the reply fill the context, a running one's included; null where the model
     * does not tell, or not yet.
     */
    @Nullable ContextShare contextShare();

    /** How experts came into memory so far; empty where all of the model is there. */
    default Optional<ExpertUse> expertUse() {
        return Optional.empty();
    }

    /** How many tokens a text is; 0 where the model cannot tell. */
    default int tokensIn(String text) {
        return 0;
    }

    /** Makes one reply on the calling thread, which receives the events; see the engine. */
    void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events);

    /**
     * Reads what a question that is still being written will be asked with; see the engine. Does
     * nothing where the model is not on this computer: what is not sent must not leave it.
     */
    default void readAhead(
            List<Message> messages,
            ReplyOptions options,
            BooleanSupplier cancelled,
            BooleanSupplier enough) {}

    /**
     * A finished reply and its prompt as the model sees them; empty where the model cannot tell.
     */
    default Optional<Transcript> transcript(
            List<Message> messages, PartialReply reply, ReplyOptions options) {
        return Optional.empty();
    }

    /**
     * Makes one reply for another program, apart from the window's conversation, so that neither
     * makes the other read again.
     *
     * @throws IllegalStateException with one sentence, where other programs may not use the model
     */
    default void replyToGuest(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        throw new IllegalStateException(
                "The model in Ponder's window is not on this computer: choose one that is.");
    }

    @Override
    void close();
}
