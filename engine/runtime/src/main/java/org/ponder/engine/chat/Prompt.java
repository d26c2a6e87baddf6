package org.ponder.engine.chat;

import java.util.Arrays;
import org.ponder.engine.reply.ReplyStart;

/** What the model reads before it replies. */
final class Prompt {
    private final int[] ids;
    private final int begunAt;
    private final ReplyStart start;
    private final String closing;
    private final Shares shares;

    /**
     * Tokens of the prompt that are not plain chat.
     *
     * @param system of the system prompt
     * @param thoughts of thoughts that the template kept, and of the one being continued
     * @param begunThought of the thought being continued alone
     */
    record Shares(int system, int thoughts, int begunThought) {}

    /**
     * A prompt.
     *
     * @param ids its tokens
     * @param begunAt where the reply that is being continued starts in them
     * @param start where it leaves the model
     * @param closing what the engine writes to close the thought
     * @param shares what it is made of
     */
    Prompt(int[] ids, int begunAt, ReplyStart start, String closing, Shares shares) {
        this.ids = ids;
        this.begunAt = begunAt;
        this.start = start;
        this.closing = closing;
        this.shares = shares;
    }

    /** The same prompt with other tokens for the reply being continued. */
    Prompt withBegun(int[] begun) {
        int[] joined = Arrays.copyOf(ids, begunAt + begun.length);
        System.arraycopy(begun, 0, joined, begunAt, begun.length);
        return new Prompt(joined, begunAt, start, closing, shares);
    }

    int[] ids() {
        return ids;
    }

    /** Tokens of the prompt without the reply being continued. */
    int[] base() {
        return Arrays.copyOf(ids, begunAt);
    }

    int begunAt() {
        return begunAt;
    }

    ReplyStart start() {
        return start;
    }

    String closing() {
        return closing;
    }

    Shares shares() {
        return shares;
    }
}
