package org.ponder.engine.trainer.lesson;

import org.ponder.engine.trainer.model.Vocabulary;

/**
 * A sampled reply taken apart.
 *
 * @param thought what stands before the closing mark
 * @param answer what stands after it
 * @param thoughtTokens length of the thought
 * @param wellFormed whether there is one thought, then an answer, then the end
 */
public record Reading(String thought, String answer, int thoughtTokens, boolean wellFormed) {
    /** Reads the tokens of a reply whose thought the prompt has opened. */
    public static Reading of(int[] reply) {
        int closed = -1;
        int marks = 0;
        for (int i = 0; i < reply.length; i++) {
            if (reply[i] == Vocabulary.END_THINK && closed < 0) {
                closed = i;
            }
            if (reply[i] >= Vocabulary.USER) {
                marks++;
            }
        }
        boolean ended = reply.length > 0 && reply[reply.length - 1] == Vocabulary.END;
        int end = closed < 0 ? reply.length : closed;
        String thought = Lesson.text(reply, 0, end);
        String answer = closed < 0 ? "" : Lesson.text(reply, closed + 1, reply.length);
        boolean wellFormed =
                closed >= 0 && ended && marks == 2 && !thought.isBlank() && !answer.isBlank();
        return new Reading(thought, answer, end, wellFormed);
    }
}
