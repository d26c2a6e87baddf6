package org.ponder.app.eval;

/**
 * A question with its answer.
 *
 * @param id tells it from others of its set
 * @param text as the model is asked, choices included
 * @param answer what is right
 * @param kind of answer
 * @param topic for the table; empty where the set has none
 * @param published whether it is from a set that others publish, whose questions R1 is asked with
 *     its own instruction
 */
public record Question(
        String id, String text, String answer, AnswerKind kind, String topic, boolean published) {

    /** What R1 was asked to do with questions that have a formula for an answer. */
    private static final String IN_A_BOX =
            "\n\nPlease reason step by step, and put your final answer within \\boxed{}.";

    private static final String LETTER_IN_A_BOX =
            "\n\nPlease reason step by step, and put the letter of your final answer within \\boxed{}.";

    /** The prompt: the question, and behind a published one how the answer is to be given. */
    String prompt() {
        if (!published) {
            return text;
        }
        return text + (kind == AnswerKind.CHOICE ? LETTER_IN_A_BOX : IN_A_BOX);
    }

    Question renamed(String newId) {
        return new Question(newId, text, answer, kind, topic, published);
    }
}
