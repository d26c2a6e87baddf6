package org.ponder.engine.chat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.reply.FinishReason;
import org.ponder.engine.reply.ThoughtEnd;
import org.ponder.engine.sampling.Sampler;
import org.ponder.engine.tokenizer.Tokenizer;

/** Draws one reply token by token, until the model, the user or a limit ends it. */
final class Generation {
    /** Tokens that a character may lack: it has four bytes at most. */
    private static final int MOST_LACKING = 3;

    private final Tokenizer tokenizer;
    private final TokenMemory memory;
    private final Prompt prompt;
    private final ReplyOptions options;
    private final ReplyControl control;
    private final ReplyReporter reporter;

    /** Tokens drawn since the thought was to be closed, for the end of a character. */
    private int awaited;

    /** Whether what closes a thought was written and the thought goes on. */
    private boolean cannotClose;

    Generation(
            Tokenizer tokenizer,
            TokenMemory memory,
            Prompt prompt,
            ReplyOptions options,
            ReplyControl control,
            ReplyReporter reporter) {
        this.tokenizer = tokenizer;
        this.memory = memory;
        this.prompt = prompt;
        this.options = options;
        this.control = control;
        this.reporter = reporter;
    }

    /**
     * Draws the reply.
     *
     * @param first logits after the prompt
     * @param afterToken run after each token that was read
     */
    FinishReason run(float[] first, Runnable afterToken) {
        Sampler sampler = Sampler.of(options.sampling());
        for (int i = prompt.begunAt(); i < prompt.ids().length; i++) {
            sampler.accept(prompt.ids()[i]);
        }
        Set<Integer> endOfTurn = tokenizer.endOfTurn();
        int limit = options.maxTokens() == 0 ? Integer.MAX_VALUE : options.maxTokens();
        float @Nullable [] logits = first;
        while (logits != null && !control.cancelled()) {
            ThoughtEnd why = reasonToCloseThought();
            if (why != null) {
                int[] closing = closing();
                if (closing.length > room()) {
                    return FinishReason.CONTEXT_FULL;
                }
                write(closing, why, sampler);
                logits = memory.append(closing, control::cancelled);
                afterToken.run();
                continue;
            }
            if (reporter.over()) {
                return FinishReason.STOP; // a base model would make up the next question
            }
            if (reporter.tokens() >= limit) {
                return FinishReason.LENGTH;
            }
            int id = sampler.sample(logits);
            if (endOfTurn.contains(id)) {
                reporter.turnEnded(id);
                return FinishReason.STOP;
            }
            if (room() == 0) {
                return FinishReason.CONTEXT_FULL;
            }
            sampler.accept(id);
            reporter.drawn(id);
            logits = memory.append(id, control::cancelled);
            afterToken.run();
        }
        return FinishReason.CANCELLED;
    }

    private void write(int[] closing, ThoughtEnd why, Sampler sampler) {
        for (int id : closing) {
            sampler.accept(id);
            reporter.written(id, why);
        }
        if (reporter.thinking()) {
            cannotClose = true; // Else the same would be written until the context is full.
        } else {
            reporter.ignoreOnce(tokenizer.idOf(prompt.closing().strip()));
        }
    }

    private int room() {
        return memory.capacity() - memory.length();
    }

    private @Nullable ThoughtEnd reasonToCloseThought() {
        ThoughtEnd why = reasonWhileThinking();
        if (why != null && reporter.insideCharacter() && awaited < MOST_LACKING) {
            awaited++;
            return null;
        }
        return why;
    }

    private @Nullable ThoughtEnd reasonWhileThinking() {
        if (!reporter.thinking() || cannotClose) {
            return null;
        }
        if (control.answerNowRequested()) {
            return ThoughtEnd.ANSWER_NOW;
        }
        int thought = prompt.shares().begunThought() + reporter.thoughtTokens();
        boolean spent = options.thoughtBudget() > 0 && thought >= options.thoughtBudget();
        return spent ? ThoughtEnd.BUDGET : null;
    }

    /**
     * What closes the thought. Its last token tells how it ends: what is told of it begins later
     * where it is continued, and lacks the white space at its end.
     */
    private int[] closing() {
        boolean empty = prompt.shares().begunThought() == 0 && reporter.thought().isEmpty();
        String last =
                empty ? "" : new String(tokenizer.bytes(memory.last()), StandardCharsets.UTF_8);
        return tokenizer.encodeAfter(memory.last(), PromptBuilder.after(last, prompt.closing()));
    }
}
