package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How well some questions were answered.
 *
 * @param questions asked
 * @param samples drawn
 * @param passAt1 share of right samples, the mean over the questions
 * @param error standard error of that mean over the questions
 * @param majority share of questions whose most frequent answer is right
 * @param thoughtTokens of a sample, on average
 * @param unanswered samples in which no answer was found
 */
public record Score(
        int questions,
        int samples,
        double passAt1,
        double error,
        double majority,
        double thoughtTokens,
        int unanswered) {

    /** The score of samples of these questions; samples of others are left out. */
    static Score of(List<Question> questions, List<Sample> samples) {
        Map<String, List<Sample>> byQuestion = new LinkedHashMap<>();
        questions.forEach(question -> byQuestion.put(question.id(), new ArrayList<>()));
        samples.forEach(sample -> {
            List<Sample> of = byQuestion.get(sample.question());
            if (of != null) {
                of.add(sample);
            }
        });
        double passed = 0;
        double squares = 0;
        int asked = 0;
        int drawn = 0;
        int won = 0;
        int unanswered = 0;
        long thought = 0;
        for (Question question : questions) {
            List<Sample> of = byQuestion.getOrDefault(question.id(), List.of());
            if (of.isEmpty()) {
                continue;
            }
            double share = (double) of.stream().filter(Sample::right).count() / of.size();
            passed += share;
            squares += share * share;
            asked++;
            drawn += of.size();
            won += majorityIsRight(question, of) ? 1 : 0;
            unanswered += (int) of.stream().filter(sample -> sample.given().isEmpty()).count();
            thought += of.stream().mapToLong(Sample::thoughtTokens).sum();
        }
        if (asked == 0) {
            return new Score(0, 0, 0, 0, 0, 0, 0);
        }
        double mean = passed / asked;
        double spread = Math.max(0, squares / asked - mean * mean);
        return new Score(
                asked,
                drawn,
                mean,
                Math.sqrt(spread / asked),
                (double) won / asked,
                (double) thought / drawn,
                unanswered);
    }

    /**
     * Whether most of those samples that gave an answer agree on the right one; ties to the first.
     */
    private static boolean majorityIsRight(Question question, List<Sample> samples) {
        List<Sample> first = new ArrayList<>();
        List<Integer> votes = new ArrayList<>();
        for (Sample sample : samples) {
            if (sample.given().isEmpty()) {
                continue;
            }
            int i = 0;
            while (i < first.size() && !agree(question, first.get(i), sample)) {
                i++;
            }
            if (i == first.size()) {
                first.add(sample);
                votes.add(0);
            }
            votes.set(i, votes.get(i) + 1);
        }
        int best = -1;
        for (int i = 0; i < votes.size(); i++) {
            best = best < 0 || votes.get(i) > votes.get(best) ? i : best;
        }
        return best >= 0 && first.get(best).right();
    }

    private static boolean agree(Question question, Sample a, Sample b) {
        return a.right() == b.right() && (a.right() || question.kind().right(a.given(), b.given()));
    }
}
