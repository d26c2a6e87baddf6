package org.ponder.engine.reply;

import java.time.Duration;

/**
 * What a reply took, measured by the engine.
 *
 * @param promptTokens tokens of the prompt
 * @param reusedTokens how many of them were already in the KV cache
 * @param thoughtTokens tokens of the thought, its closing tag excluded
 * @param answerTokens tokens of the answer, the end-of-turn token excluded
 * @param prefill time to read the prompt
 * @param thinking time in the thought
 * @param answering time in the answer
 */
public record ReplyStats(
        int promptTokens,
        int reusedTokens,
        int thoughtTokens,
        int answerTokens,
        Duration prefill,
        Duration thinking,
        Duration answering) {

    /** Of a reply that was not begun. */
    public static final ReplyStats NONE =
            new ReplyStats(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Generated tokens per second over thought and answer; 0 where nothing was generated. */
    public double decodeTokensPerSecond() {
        double seconds = thinking.plus(answering).toNanos() / 1e9;
        return seconds > 0 ? (thoughtTokens + answerTokens) / seconds : 0;
    }
}
