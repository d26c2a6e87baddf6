package org.ponder.app.viewmodel;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.ContextShare;
import org.ponder.app.session.LoadedModel;
import org.ponder.app.session.ModelFacts;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.transformer.ExpertUse;

/** Says what the test hands it, event by event, so that a test holds a reply at any point. */
final class ScriptedModel implements LoadedModel {
    final BlockingQueue<ReplyEvent> script = new LinkedBlockingQueue<>();
    final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    /** How often it was let go. */
    final AtomicInteger closed = new AtomicInteger();

    /** How its context is filled, told with each event; null is not told. */
    volatile @Nullable ContextShare share = new ContextShare(1, 2, 3, 4096);

    /** How its experts came into memory, asked for with each event. */
    volatile Optional<ExpertUse> experts = Optional.empty();

    /** While it warms up for a test that waits for that; null where it needs no warming. */
    volatile @Nullable CompletableFuture<ReplyControl> warming;

    /** Thrown by all that it does; null where nothing breaks. */
    volatile @Nullable Error fault;

    /** What a reply was asked with. */
    record Asked(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control) {}

    @Override
    public int contextTokens() {
        return 4096;
    }

    /** As many as it has words. */
    @Override
    public int tokensIn(String text) {
        return text.strip().split("\\s+").length;
    }

    @Override
    public @Nullable ContextShare contextShare() {
        return share;
    }

    @Override
    public Optional<ExpertUse> expertUse() {
        return experts;
    }

    @Override
    public ModelFacts facts() {
        return new ModelFacts(1_000_000, 1000, 500, 32_768);
    }

    @Override
    public void warmUp(ReplyControl control) {
        CompletableFuture<ReplyControl> awaited = warming;
        if (awaited != null) {
            awaited.complete(control);
            while (!control.cancelled()) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    @Override
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        asked.add(new Asked(messages, begun, options, control));
        try {
            while (true) {
                ReplyEvent event = script.poll(20, TimeUnit.SECONDS);
                if (event == null) {
                    throw new IllegalStateException("The script ended without a last event.");
                }
                breakWhereToldTo();
                events.accept(event);
                if (event instanceof ReplyEvent.Finished) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Optional<Transcript> transcript(
            List<Message> messages, PartialReply reply, ReplyOptions options) {
        breakWhereToldTo();
        return Optional.empty();
    }

    /** Throws what it was told to. */
    void breakWhereToldTo() {
        Error thrown = fault;
        if (thrown != null) {
            throw thrown;
        }
    }

    @Override
    public void replyToGuest(
            List<Message> messages,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        reply(messages, PartialReply.none(), options, control, events);
    }

    @Override
    public void close() {
        closed.incrementAndGet();
    }
}
