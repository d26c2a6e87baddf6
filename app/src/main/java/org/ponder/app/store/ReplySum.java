package org.ponder.app.store;

import org.ponder.engine.reply.ReplyStats;

/** What a reply took that was made in several parts: stopped, and continued later. */
public final class ReplySum {
    private ReplySum() {}

    /**
     * Adds a part to those before it, so that each token is counted once.
     *
     * @param before what all parts before it took; all zero where there are none
     * @param now what the part took, as the engine measured it
     */
    public static ReplyStats of(ReplyStats before, ReplyStats now) {
        int prompt = before.promptTokens();
        int reused = before.reusedTokens();
        // A part that was stopped before it began has read no prompt.
        if (now.promptTokens() > 0) {
            // A part's prompt holds the parts before it, which are thought and answer, not prompt.
            int begun = before.thoughtTokens() + before.answerTokens();
            prompt = Math.max(0, now.promptTokens() - begun);
            reused = Math.min(now.reusedTokens(), prompt);
        }
        return new ReplyStats(
                prompt,
                reused,
                before.thoughtTokens() + now.thoughtTokens(),
                before.answerTokens() + now.answerTokens(),
                before.prefill().plus(now.prefill()),
                before.thinking().plus(now.thinking()),
                before.answering().plus(now.answering()));
    }
}
