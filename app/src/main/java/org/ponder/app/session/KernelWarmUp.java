package org.ponder.app.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.ponder.engine.chat.ChatSession;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.PartialReply;
import org.ponder.engine.chat.ReplyControl;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.tensor.Kernels;

/**
 * Has Java compile the vector kernels while a small model already answers in plain loops: the
 * model, loaded once more, answers questions that nobody asked on a thread of its own, until that
 * gets no faster.
 */
final class KernelWarmUp implements AutoCloseable {
    /** Holds the longest question below, what templates write around it, and some reply. */
    private static final int CONTEXT = 512;

    /** Of a reply, which is to be over soon. */
    private static final int TOKENS = 12;

    /** Replies one after the other that are not much faster than the one before. */
    private static final int STEADY = 3;

    /** Where other programs take the processors, times may never be alike. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Path file;
    private final LoadOptions options;
    private final Kernels waiting;
    private final ReplyControl control = new ReplyControl();
    private final Thread thread;

    /**
     * Begins at once.
     *
     * @param options how the model is loaded once more
     * @param waiting told when Java has compiled the kernels of {@code options}
     */
    KernelWarmUp(Path file, LoadOptions options, Kernels waiting) {
        this.file = file;
        this.options = options;
        this.waiting = waiting;
        thread = ModelThread.unhurried("ponder-warm-up", this::run);
        thread.start();
    }

    private void run() {
        try (LanguageModel model = LanguageModel.load(file, options);
                ChatSession unseen = unseen(model, model.config().contextLength())) {
            answer(unseen);
        } catch (IOException | RuntimeException | Error e) {
            // Nobody waits for it; a reply that fails in the same way says so.
            return;
        } finally {
            waiting.compiled();
        }
    }

    private void answer(ChatSession unseen) {
        long end = System.nanoTime() + LONGEST.toNanos();
        long before = Long.MAX_VALUE;
        int steady = 0;
        long begin = System.nanoTime();
        for (int i = 0; steady < STEADY && !control.cancelled() && begin < end; i++) {
            askOnce(unseen, i, control);
            long now = System.nanoTime();
            long took = now - begin;
            steady = took > before / 4 * 3 ? steady + 1 : 0;
            before = took;
            begin = now;
        }
    }

    /** A session for questions that nobody asked. */
    static ChatSession unseen(LanguageModel model, int mostTokens) {
        return model.newSession(Math.min(CONTEXT, mostTokens));
    }

    /** The shortest question and reply that meet all kernels. */
    static void askOnce(ChatSession unseen, int number, ReplyControl control) {
        ask(unseen, number, 1, TOKENS, control, event -> {});
    }

    /**
     * Has a model answer something that nobody asked.
     *
     * @param number another one each time: it comes first, so that the question is read anew
     * @param times so often it is asked in one question
     * @param tokens of the reply, at most
     */
    static void ask(
            ChatSession unseen,
            int number,
            int times,
            int tokens,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        unseen.reply(
                List.of(Message.user((number + " and again: how are you? ").repeat(times))),
                PartialReply.none(),
                new ReplyOptions(SamplingSettings.r1(1), true, 0, tokens, OverflowPolicy.FAIL),
                control,
                events);
    }

    /** Ends it, and waits until it has. */
    @Override
    public void close() {
        control.cancel();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
