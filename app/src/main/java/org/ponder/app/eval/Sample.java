package org.ponder.app.eval;

/**
 * One reply to one question.
 *
 * @param question its id
 * @param number which of the question's samples, from 0
 * @param budget tokens after which the thought was closed; 0 for none
 * @param given the answer found in the reply; empty where there was none
 * @param right whether it is the right one
 * @param thoughtTokens length of the thought
 * @param answerTokens length of the answer
 * @param finish why the reply ended
 * @param thought the thought
 * @param reply the answer as the model wrote it
 */
public record Sample(
        String question,
        int number,
        int budget,
        String given,
        boolean right,
        int thoughtTokens,
        int answerTokens,
        String finish,
        String thought,
        String reply) {

    /** The same reply under another budget, which would not have changed it. */
    Sample under(int otherBudget) {
        return new Sample(
                question,
                number,
                otherBudget,
                given,
                right,
                thoughtTokens,
                answerTokens,
                finish,
                thought,
                reply);
    }

    /** Whether the thought came to its end by itself before so many tokens. */
    boolean endsWithin(int tokens) {
        boolean ended = finish.equals("stop") && (budget == 0 || thoughtTokens < budget);
        return ended && (tokens == 0 || thoughtTokens < tokens);
    }
}
