package org.ponder.engine.chat;

import org.ponder.engine.sampling.SamplingSettings;

/**
 * How one reply is made.
 *
 * @param sampling how tokens are drawn
 * @param think whether the model thinks first; off closes the thought in the prompt, in the way the
 *     model's template has for it
 * @param thoughtBudget tokens after which the thought is closed; 0 is no limit
 * @param maxTokens tokens of thought and answer together; 0 is as many as the context holds
 * @param overflow what to do when the conversation does not fit the context
 * @param effort how much the model is asked to think, a word such as {@code high} for templates
 *     that know {@code reasoning_effort}, while it thinks; empty is the template's own
 */
public record ReplyOptions(
        SamplingSettings sampling,
        boolean think,
        int thoughtBudget,
        int maxTokens,
        OverflowPolicy overflow,
        String effort) {

    public ReplyOptions {
        if (thoughtBudget < 0) {
            throw new IllegalArgumentException(
                    "The thought budget must be 0 (none) or more, not " + thoughtBudget + ".");
        }
        if (maxTokens < 0) {
            throw new IllegalArgumentException(
                    "The most tokens must be 0 (no limit) or more, not " + maxTokens + ".");
        }
        // It becomes a part of the template, which is trusted.
        if (!effort.matches("[a-z]*")) {
            throw new IllegalArgumentException(
                    "The effort must be a word of small letters, not " + effort + ".");
        }
    }

    /** With the template's own effort. */
    public ReplyOptions(
            SamplingSettings sampling,
            boolean think,
            int thoughtBudget,
            int maxTokens,
            OverflowPolicy overflow) {
        this(sampling, think, thoughtBudget, maxTokens, overflow, "");
    }

    /** R1's sampling, thinking on, no limits but the context's. */
    public static ReplyOptions defaults(long seed) {
        return new ReplyOptions(SamplingSettings.r1(seed), true, 0, 0, OverflowPolicy.FAIL);
    }
}
