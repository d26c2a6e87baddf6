package org.ponder.app.eval;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ponder.engine.chat.OverflowPolicy;
import org.ponder.engine.chat.ReplyOptions;
import org.ponder.engine.sampling.SamplingSettings;

/**
 * How a set is asked: R1's way is some samples of each question at temperature 0.6 and top-p 0.95.
 *
 * @param samples of each question
 * @param budgets of the thought, in tokens, 0 for none; each is a run of its own
 * @param temperature of sampling
 * @param topP of sampling
 * @param maxTokens of a reply
 * @param seed from which those of the samples are made
 */
public record Protocol(
        int samples,
        List<Integer> budgets,
        double temperature,
        double topP,
        int maxTokens,
        long seed) {

    public Protocol {
        // The longest first: shorter ones can use what it gave.
        budgets =
                budgets.stream()
                        .distinct()
                        .sorted(
                                Comparator.comparingInt((Integer budget) ->
                                                budget == 0 ? Integer.MAX_VALUE : budget)
                                        .reversed())
                        .toList();
        require(samples >= 1 && samples <= 1024, "The samples must be 1 to 1024, not " + samples);
        require(!budgets.isEmpty(), "Name at least one budget");
        require(budgets.stream().allMatch(budget -> budget >= 0), "A budget must be 0 or more");
    }

    private static void require(boolean fine, String message) {
        if (!fine) {
            throw new IllegalArgumentException(message + ".");
        }
    }

    /**
     * Makes sure that replies can be asked for so.
     *
     * @throws IllegalArgumentException if not; the message is one sentence
     */
    public void check() {
        options("", 0, 0);
    }

    /**
     * Options for one sample: the same seed under every budget, so that only the budget differs.
     */
    ReplyOptions options(Question question, int number, int budget) {
        return options(question.id(), number, budget);
    }

    private ReplyOptions options(String question, int number, int budget) {
        long mixed = seed * 31 + question.hashCode();
        long own = (mixed * 1_000_003 + number) & Integer.MAX_VALUE;
        return new ReplyOptions(
                new SamplingSettings(temperature, 0, topP, 0, 1, own),
                true,
                budget,
                maxTokens,
                OverflowPolicy.FAIL);
    }

    /** What must be the same for samples of two runs to belong together. */
    public Map<String, Object> fingerprint() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("temperature", temperature);
        values.put("top_p", topP);
        values.put("max_tokens", maxTokens);
        values.put("seed", seed);
        return values;
    }
}
