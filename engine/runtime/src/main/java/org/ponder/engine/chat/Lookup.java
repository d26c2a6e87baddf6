package org.ponder.engine.chat;

import java.util.Arrays;

/**
 * Guesses how a text goes on from what it has said before: the tokens that followed the last
 * occurrence of its present end (Saxena 2023, prompt lookup decoding). Thoughts repeat the question
 * and themselves, so the guess is often right.
 */
final class Lookup {
    /** Tokens that must agree before what followed is proposed. */
    private static final int MATCH = 3;

    private final int most;
    private int next;
    private long drafted;
    private long accepted;

    /**
     * No guesses yet.
     *
     * @param most tokens of one draft
     */
    Lookup(int most) {
        this.most = most;
        this.next = most;
    }

    /**
     * Proposes how the text goes on.
     *
     * @param ids the text
     * @param length how much of it there is
     * @return the draft, empty where nothing like the end was said before
     */
    int[] draft(int[] ids, int length) {
        for (int end = length - 1; end >= MATCH; end--) {
            if (Arrays.equals(ids, end - MATCH, end, ids, length - MATCH, length)) {
                return Arrays.copyOfRange(ids, end, Math.min(end + next, length));
            }
        }
        return new int[0];
    }

    /** Learns how good a draft was: bad ones make the next ones shorter. */
    void judged(int tokens, int right) {
        drafted += tokens;
        accepted += right;
        if (tokens > 0) {
            next = right == tokens ? Math.min(most, 2 * next) : Math.max(1, right);
        }
    }

    /** Tokens that were drafted so far. */
    long drafted() {
        return drafted;
    }

    /** How many of them the text went on with. */
    long accepted() {
        return accepted;
    }
}
