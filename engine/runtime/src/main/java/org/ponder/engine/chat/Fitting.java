package org.ponder.engine.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ponder.engine.prompt.Message;
import org.ponder.engine.prompt.Role;

/** Makes a conversation fit the context, in the way the user chose. */
final class Fitting {
    private final int contextTokens;
    private final Function<List<Message>, Prompt> build;

    /**
     * What fits.
     *
     * @param prompt of the messages that are left
     * @param messages those that are left
     * @param turnsLeftOut how many of the oldest questions went, each with its answer
     */
    record Fitted(Prompt prompt, List<Message> messages, int turnsLeftOut) {}

    /**
     * Prepares for one conversation.
     *
     * @param contextTokens that prompt and reply may take together
     * @param build makes the prompt of some messages
     */
    Fitting(int contextTokens, Function<List<Message>, Prompt> build) {
        this.contextTokens = contextTokens;
        this.build = build;
    }

    /**
     * The prompt of these messages, or of those that are left when the oldest are dropped. The same
     * messages always lose the same ones, and most often so do they with another turn behind them.
     *
     * @throws ContextOverflowException if it does not leave room for a single token of reply
     */
    Fitted fit(List<Message> messages, ReplyOptions options) {
        Prompt all = build.apply(messages);
        if (options.overflow() == OverflowPolicy.FAIL) {
            return new Fitted(checked(all), messages, 0);
        }
        // Room for a reply is part of fitting: else each turn would end after a word.
        int wanted = options.maxTokens() == 0 ? contextTokens / 4 : options.maxTokens();
        int room = contextTokens - Math.clamp(wanted, 1, Math.max(1, contextTokens / 2));
        if (all.ids().length <= room) {
            return new Fitted(all, messages, 0);
        }
        int[] starts = pairStarts(messages);
        int last = starts.length - 1;
        int dropped = fewest(messages, starts, mark(all.ids().length, room));
        if (dropped > last) {
            // The last question alone is longer than the mark: as much before it as there is room.
            dropped = Math.min(fewest(messages, starts, room), last);
        }
        if (dropped < 1) {
            return new Fitted(checked(all), messages, 0);
        }
        List<Message> left = without(messages, starts[0], starts[dropped]);
        return new Fitted(checked(build.apply(left)), left, dropped);
    }

    /**
     * How long a prompt may be that has to be cut. What goes is rounded up to whole quarters of the
     * room: the cut then stays where it is while the conversation grows by a quarter, and the model
     * need not read what is behind it again at every turn.
     */
    private static int mark(int tokens, int room) {
        int quarter = Math.max(1, room / 4);
        return tokens - Math.ceilDiv(tokens - room, quarter) * quarter;
    }

    /**
     * The fewest pairs without which the prompt has so many tokens at most, by halving: it only
     * shrinks as pairs go. One more than can go where none are enough.
     */
    private int fewest(List<Message> messages, int[] starts, int tokens) {
        int low = 1;
        int high = starts.length - 1;
        while (low <= high) {
            int dropped = (low + high) >>> 1;
            Prompt less = build.apply(without(messages, starts[0], starts[dropped]));
            if (less.ids().length <= tokens) {
                high = dropped - 1;
            } else {
                low = dropped + 1;
            }
        }
        return low;
    }

    private Prompt checked(Prompt prompt) {
        if (prompt.ids().length >= contextTokens) {
            throw new ContextOverflowException(prompt.ids().length, contextTokens);
        }
        return prompt;
    }

    /** Where each question is in the list. */
    private static int[] pairStarts(List<Message> messages) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i).role() == Role.USER) {
                starts.add(i);
            }
        }
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The messages without those from {@code from} to {@code to} that are not the system's. */
    private static List<Message> without(List<Message> messages, int from, int to) {
        List<Message> left = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            if (i < from || i >= to || messages.get(i).role() == Role.SYSTEM) {
                left.add(messages.get(i));
            }
        }
        return left;
    }
}
