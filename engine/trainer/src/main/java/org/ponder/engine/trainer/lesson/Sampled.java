package org.ponder.engine.trainer.lesson;

/**
 * A reply that the policy gave, with its reward.
 *
 * @param lesson prompt and reply
 * @param reward by the rules
 * @param thoughtTokens length of its thought
 */
public record Sampled(Lesson lesson, double reward, int thoughtTokens) {
    /** What a right answer in good form earns. */
    public static final double RIGHT = 1;

    /** Whether it is right and in good form. */
    public boolean right() {
        return reward >= RIGHT;
    }
}
