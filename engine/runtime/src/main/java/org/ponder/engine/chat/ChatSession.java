package org.ponder.engine.chat;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ReplyEvent;
import org.ponder.engine.reply.ReplyParser;

/**
 * One chat with a model. It keeps what it has read between replies, so that a conversation which
 * goes on is not read from the start again.
 *
 * <p>Belongs to one thread at a time; {@link #contextUse} may be asked from any. After an exception
 * it can be used as before.
 */
public final class ChatSession implements AutoCloseable {
    /** Tokens of a step of reading ahead: as much is lost where a question comes meanwhile. */
    private static final int STEP = 16;

    /** What another chat would read again is given up for a quarter as much that is read ahead. */
    private static final int WORTH = 4;

    /** More characters than a token has in any language, on the average of a conversation. */
    private static final int CHARACTERS = 6;

    private final LanguageModel model;
    private final PromptBuilder prompts;
    private final int contextTokens;
    private @Nullable TokenMemory memory;
    private @Nullable Ending ending;
    private volatile ContextUse use = new ContextUse(0, 0, 0, 0);

    /** Length of the last prompt, which a chat that goes on does not read again. */
    private int prompted;

    private boolean closed;

    /**
     * How the last reply ended: what it replied to, its tokens, what they read as, and the one that
     * ended the turn.
     */
    private static final class Ending {
        final Asked asked;
        final int[] prompt;
        final int[] reply;
        final PartialReply reads;
        final OptionalInt endOfTurn;

        Ending(Asked asked, int[] prompt, int[] reply, PartialReply reads, OptionalInt endOfTurn) {
            this.asked = asked;
            this.prompt = prompt;
            this.reply = reply;
            this.reads = reads;
            this.endOfTurn = endOfTurn;
        }

        boolean is(PartialReply begun, Prompt of) {
            return !begun.isEmpty() && begun.equals(reads) && Arrays.equals(prompt, of.base());
        }
    }

    /**
     * What a reply was to.
     *
     * @param messages the conversation
     * @param read those of its messages that the model was given
     */
    private record Asked(List<Message> messages, List<Message> read) {
        Asked {
            messages = List.copyOf(messages);
            read = List.copyOf(read);
        }
    }

    ChatSession(LanguageModel model, int contextTokens) {
        this.model = model;
        this.prompts = new PromptBuilder(model);
        this.contextTokens = contextTokens;
        this.memory = new TokenMemory(model, contextTokens);
    }

    /**
     * Replies to a conversation, on this thread.
     *
     * @param messages the conversation; the last one is what is replied to
     * @param begun the beginning of the reply, where one is to be continued; counts and times in
     *     the events are those of the new part
     * @param options how the reply is made
     * @param control stops or steers it, from any thread
     * @param events receives what happens, in order, on this thread; {@link ReplyEvent.Finished} is
     *     the last
     * @throws ContextOverflowException if the conversation does not fit the context
     * @throws TemplateFailureException if the chat template cannot render it
     */
    public void reply(
            List<Message> messages,
            PartialReply begun,
            ReplyOptions options,
            ReplyControl control,
            Consumer<ReplyEvent> events) {
        TokenMemory context = open();
        Fitting.Fitted fitted = fitted(messages, begun, options);
        Prompt prompt = resumed(begun, fitted.prompt());
        int[] ids = prompt.ids();
        ReplyReporter reporter =
                new ReplyReporter(
                        model.tokenizer(),
                        ReplyParser.ofTokens(
                                model.format(),
                                model.toolSyntaxes(),
                                prompt.start(),
                                model.tokenizer()::idOf),
                        prompt.start(),
                        events);

        ending = null;
        int reused = context.keepPrefixOf(ids);
        prompted = ids.length;
        measure(context, prompt, reporter); // Before anybody is told of this reply.
        if (fitted.turnsLeftOut() > 0) {
            events.accept(new ReplyEvent.LeftOut(fitted.turnsLeftOut()));
        }
        reporter.reading(reused, ids.length);
        FinishReason reason = FinishReason.CANCELLED;
        try {
            float[] logits =
                    context.read(
                            ids,
                            control::cancelled,
                            read -> {
                                measure(context, prompt, reporter);
                                reporter.reading(read, ids.length);
                            });
            if (logits != null) {
                reporter.promptRead();
                reason =
                        new Generation(
                                        model.tokenizer(),
                                        context,
                                        prompt,
                                        options,
                                        control,
                                        reporter)
                                .run(logits, () -> measure(context, prompt, reporter));
            }
        } finally {
            measure(context, prompt, reporter);
        }
        reporter.finished(reason, ids.length, reused);
        remember(new Asked(messages, fitted.messages()), context, prompt, begun, reporter);
    }

    /**
     * Reads, on this thread, what the prompt of a question that is still being written begins with,
     * so that little is left to read once it is asked. What the model then says does not depend on
     * it. Does nothing where more of another chat would have to be read again than it is worth: a
     * draft may be given up. Nor where the conversation is so much longer than the context that it
     * takes long to find out what to leave out.
     *
     * @param messages the conversation; the last one is the question as far as it is written
     * @param options how the reply will be made
     * @param cancelled asked before each layer of the model: ends it at once; what was read until
     *     some tokens ago is kept
     * @param enough asked after every few tokens: ends it too, and loses nothing
     * @throws ContextOverflowException if the conversation does not fit the context
     * @throws TemplateFailureException if the chat template cannot render it
     */
    public void readAhead(
            List<Message> messages,
            ReplyOptions options,
            BooleanSupplier cancelled,
            BooleanSupplier enough) {
        TokenMemory context = open();
        long characters = messages.stream().mapToLong(one -> one.content().length()).sum();
        if (characters > (long) CHARACTERS * contextTokens) {
            return;
        }
        int[] ids;
        try {
            // To find out what does not fit, prompts are made again and again.
            Fitting.Fitted fitted =
                    fitting(
                                    some -> {
                                        if (cancelled.getAsBoolean()) {
                                            throw new CancellationException();
                                        }
                                        return prompts.build(some, PartialReply.none(), options);
                                    })
                            .fit(messages, options);
            ids = prompts.untilQuestionEnds(fitted.messages(), options);
        } catch (CancellationException e) {
            return;
        }
        int same = context.same(ids);
        int gained = ids.length - same;
        int lost = Math.min(context.length(), prompted) - same;
        if (gained == 0 || lost > WORTH * gained) {
            return;
        }
        prompted = ids.length;
        context.keepPrefixOf(ids);
        int end = same;
        do {
            end = Math.min(ids.length, end + STEP);
            int[] step = Arrays.copyOf(ids, end);
            if (context.read(step, cancelled, read -> {}) == null) {
                return;
            }
        } while (end < ids.length && !enough.getAsBoolean());
    }

    /**
     * A reply and its prompt as the model sees them; for those who look into templates.
     *
     * @param messages the conversation before the reply
     * @param reply what came of it
     * @param options as they were for the reply
     * @throws ContextOverflowException if the conversation does not fit the context
     * @throws TemplateFailureException if the chat template cannot render it
     */
    public Transcript transcript(List<Message> messages, PartialReply reply, ReplyOptions options) {
        open();
        Ending last = ending;
        List<Message> left = left(last, messages, reply, options);
        Prompt read = prompts.build(left, reply, options);
        boolean drawn = last != null && last.is(reply, read);
        int[] ids = read.ids();
        if (last != null && drawn) {
            ids = read.withBegun(last.reply).ids();
            if (last.endOfTurn.isPresent()) {
                ids = Arrays.copyOf(ids, ids.length + 1);
                ids[ids.length - 1] = last.endOfTurn.getAsInt();
            }
        }
        return new Transcript(
                prompts.segments(left, options),
                Transcript.Token.of(ids, model.tokenizer()),
                read.begunAt(),
                drawn);
    }

    /** The messages that the model was given, or would be, where that reply is not the last. */
    private List<Message> left(
            @Nullable Ending last,
            List<Message> messages,
            PartialReply reply,
            ReplyOptions options) {
        if (last != null && last.reads.equals(reply) && last.asked.messages().equals(messages)) {
            return last.asked.read(); // a reply that was continued may have had to drop more
        }
        return fitted(messages, PartialReply.none(), options).messages();
    }

    private Fitting.Fitted fitted(
            List<Message> messages, PartialReply begun, ReplyOptions options) {
        return fitting(some -> prompts.build(some, begun, options)).fit(messages, options);
    }

    private Fitting fitting(Function<List<Message>, Prompt> build) {
        return new Fitting(contextTokens, build);
    }

    /** What the context is filled with, as of the last reply. */
    public ContextUse contextUse() {
        return use;
    }

    /** How many tokens were drafted in this chat and verified so far, and how many were right. */
    public DraftUse draftUse() {
        Lookup lookup = open().lookup();
        return new DraftUse(lookup.drafted(), lookup.accepted());
    }

    /** Tokens that prompt and reply may take together. */
    public int contextTokens() {
        return contextTokens;
    }

    /** Lets go of the memory. */
    @Override
    public void close() {
        closed = true;
        memory = null;
        ending = null;
    }

    private TokenMemory open() {
        TokenMemory context = memory;
        if (closed || context == null) {
            throw new IllegalStateException("The chat session is closed.");
        }
        return context;
    }

    /**
     * Where the reply to continue is the one that has just ended, its own tokens are taken instead
     * of its text's: a text can be cut into tokens in more than one way.
     */
    private Prompt resumed(PartialReply begun, Prompt prompt) {
        Ending last = ending;
        return last != null
                        && last.is(begun, prompt)
                        && last.prompt.length + last.reply.length < contextTokens
                ? prompt.withBegun(last.reply)
                : prompt;
    }

    private void remember(
            Asked asked,
            TokenMemory context,
            Prompt prompt,
            PartialReply begun,
            ReplyReporter reporter) {
        boolean closedThought =
                begun.thoughtClosed()
                        || (reporter.thoughtEnded() && !reporter.thinking())
                        || !reporter.answer().isEmpty();
        // Where its text does not tell where the reply stands, nothing can go on from its tokens.
        boolean told = !reporter.inHeader() && !(closedThought && reporter.thinking());
        if (told && reporter.whole() && context.length() >= prompt.ids().length) {
            ending =
                    new Ending(
                            asked,
                            prompt.base(),
                            replied(prompt, reporter.ids()),
                            new PartialReply(
                                    begun.thought() + reporter.thought(),
                                    closedThought,
                                    begun.answer() + reporter.answer()),
                            reporter.endOfTurn());
        }
    }

    /**
     * The tokens of a reply, its beginning included. They are those that were told of: the last may
     * not be read, where the reply was stopped.
     */
    private static int[] replied(Prompt prompt, int[] told) {
        int[] all = prompt.ids();
        int begun = all.length - prompt.begunAt();
        int[] reply = Arrays.copyOfRange(all, prompt.begunAt(), all.length + told.length);
        System.arraycopy(told, 0, reply, begun, told.length);
        return reply;
    }

    private void measure(TokenMemory context, Prompt prompt, ReplyReporter reporter) {
        Prompt.Shares shares = prompt.shares();
        int total = context.length();
        int system = Math.min(shares.system(), total);
        // A prompt is read from its beginning, and the thoughts that it holds stand at its end.
        int unread = Math.max(0, prompt.ids().length - total);
        int begun = Math.max(0, shares.thoughts() - unread);
        int thoughts = Math.min(begun + reporter.thoughtTokens(), total - system);
        use = new ContextUse(system, total - system - thoughts, thoughts, total);
    }
}
