package org.ponder.app.session;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.ContextUse;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadNotice;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.chat.Transcript;
import org.ponder.engine.prompt.ChatTemplate;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.transformer.ExpertUse;

/** Loads models into Ponder's own engine. */
public final class EngineModelLoader implements ModelLoader {
    /** In which Java compiles all kernels of a small model and most of a large one. */
    private static final Duration WARM_UP = Duration.ofSeconds(2);

    private static final int WARM_UP_QUESTIONS = 8;
    private static final int WARM_UP_REPLY = 128;

    /**
     * Bytes of a file whose model answers in plain loops until Java has compiled the vector
     * kernels: Pebble's. In a larger one a token would take seconds.
     */
    private static final long SMALL = 16_000_000;

    private final Consumer<LoadNotice> notices;

    /**
     * @param notices told, on the loading thread, what the user should know of a model
     */
    public EngineModelLoader(Consumer<LoadNotice> notices) {
        this.notices = notices;
    }

    @Override
    public LoadedModel load(ModelChoice choice) throws IOException {
        return load(choice, share -> {});
    }

    @Override
    public LoadedModel load(ModelChoice choice, DoubleConsumer progress) throws IOException {
        LoadOptions options = options(choice, notices).withProgress(progress);
        boolean small =
                choice.file().toFile().length() <= SMALL && options.kernels().vectorBits() > 0;
        if (small) {
            options = options.withKernels(Kernels.plainAtFirst(notice -> {}));
        }
        LanguageModel model = LanguageModel.load(choice.file(), options);
        try {
            ChatSession session = model.newSession(choice.contextTokens());
            return new EngineModel(
                    model, session, small ? warmUp(choice, options.kernels()) : null);
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }

    private static KernelWarmUp warmUp(ModelChoice choice, Kernels waiting) {
        // What the user should know of the model has been told.
        LoadOptions options = options(choice, notice -> {}).withThreads(1);
        return new KernelWarmUp(choice.file(), options, waiting);
    }

    private static LoadOptions options(ModelChoice choice, Consumer<LoadNotice> notices) {
        LoadOptions options = LoadOptions.defaults(notices);
        // One processor is left to the window, which must answer while the model computes.
        int most = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
        options = options.withThreads(choice.threads() > 0 ? choice.threads() : most);
        if (choice.cacheType() != null) {
            options = options.withCacheType(choice.cacheType());
        }
        Optional<String> template = ChatTemplate.builtInSource(choice.template());
        return template.isPresent() ? options.withTemplate(template.get()) : options;
    }

    private static final class EngineModel implements LoadedModel {
        private final LanguageModel model;
        private final ChatSession session;

        /** Of other programs; made when they first ask. */
        private @Nullable ChatSession guests;

        /** Of a small model. */
        private final @Nullable KernelWarmUp kernels;

        EngineModel(LanguageModel model, ChatSession session, @Nullable KernelWarmUp kernels) {
            this.kernels = kernels;
            this.model = model;
            this.session = session;
        }

        @Override
        public int contextTokens() {
            return session.contextTokens();
        }

        @Override
        public ModelFacts facts() {
            return new ModelFacts(
                    model.fileBytes(),
                    model.cacheBytesPerToken(),
                    model.cacheValuesPerToken(),
                    model.config().contextLength());
        }

        @Override
        public void warmUp(ReplyControl control) {
            long end = System.nanoTime() + WARM_UP.toNanos();
            try (ChatSession unseen = KernelWarmUp.unseen(model, contextTokens())) {
                if (kernels != null) { // it does the rest
                    KernelWarmUp.askOnce(unseen, 0, control);
                    return;
                }
                for (int i = 0; !control.cancelled() && System.nanoTime() < end; i++) {
                    KernelWarmUp.ask(
                            unseen,
                            i,
                            WARM_UP_QUESTIONS,
                            WARM_UP_REPLY,
                            control,
                            event -> {
                                if (System.nanoTime() >= end) {
                                    control.cancel();
                                }
                            });
                }
            }
        }

        @Override
        public ContextShare contextShare() {
            ContextUse use = session.contextUse();
            return new ContextShare(
                    use.system(), use.chat(), use.thoughts(), session.contextTokens());
        }

        @Override
        public Optional<ExpertUse> expertUse() {
            return model.transformer().expertUse();
        }

        @Override
        public int tokensIn(String text) {
            return model.tokenizer().encode(text, false).length;
        }

        @Override
        public void reply(
                List<Message> messages,
                PartialReply begun,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            session.reply(messages, begun, options, control, events);
        }

        @Override
        public void readAhead(
                List<Message> messages,
                ReplyOptions options,
                BooleanSupplier cancelled,
                BooleanSupplier enough) {
            session.readAhead(messages, options, cancelled, enough);
        }

        @Override
        public Optional<Transcript> transcript(
                List<Message> messages, PartialReply reply, ReplyOptions options) {
            return Optional.of(session.transcript(messages, reply, options));
        }

        @Override
        public void replyToGuest(
                List<Message> messages,
                ReplyOptions options,
                ReplyControl control,
                Consumer<ReplyEvent> events) {
            ChatSession own = guests;
            if (own == null) {
                own = model.newSession(session.contextTokens());
                guests = own;
            }
            own.reply(messages, PartialReply.none(), options, control, events);
        }

        @Override
        public void close() {
            if (kernels != null) {
                kernels.close();
            }
            if (guests != null) {
                guests.close();
            }
            session.close();
            model.close();
            // What they have read can be gigabytes on Java's heap. No collection comes by itself to
            // a window that does nothing, and the next model's weights lie outside of the heap.
            System.gc();
        }
    }
}
