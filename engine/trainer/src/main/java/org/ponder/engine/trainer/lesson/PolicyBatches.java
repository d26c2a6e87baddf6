package org.ponder.engine.trainer.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.ponder.engine.trainer.model.Batch;
import org.ponder.engine.trainer.model.PolicyBatch;
import org.ponder.engine.trainer.model.Vocabulary;

/** Turns groups of sampled replies into batches with advantages. */
public final class PolicyBatches {
    private PolicyBatches() {}

    private record Judged(Lesson lesson, float advantage) {}

    /**
     * The advantage of each reply is its reward minus the mean of its group, over the group's
     * standard deviation. Groups in which all replies are right have nothing to teach and are left
     * out, and so are those in which none is: over their small deviation the little that form earns
     * would count as much as a right answer. Every token weighs the same: where every reply does,
     * the choice to think at length is taught less the longer the thought (both Yu et al. 2025,
     * DAPO).
     *
     * @param replies group after group
     * @param group replies in each
     * @param most tokens in a batch
     */
    public static List<PolicyBatch> of(List<Sampled> replies, int group, int most) {
        List<Judged> judged = new ArrayList<>();
        for (int from = 0; from < replies.size(); from += group) {
            List<Sampled> together = replies.subList(from, from + group);
            long right = together.stream().filter(Sampled::right).count();
            if (right == 0 || right == group) {
                continue;
            }
            double[] advantages =
                    advantages(together.stream().mapToDouble(Sampled::reward).toArray());
            for (int i = 0; i < group; i++) {
                judged.add(new Judged(together.get(i).lesson(), (float) advantages[i]));
            }
        }
        judged.sort(Comparator.comparingInt(j -> j.lesson().length()));
        List<PolicyBatch> batches = new ArrayList<>();
        int from = 0;
        while (from < judged.size()) {
            int to = from + 1;
            while (to < judged.size()
                    && (to + 1 - from) * judged.get(to).lesson().length() <= most) {
                to++;
            }
            batches.add(batch(judged.subList(from, to)));
            from = to;
        }
        return batches;
    }

    /** Rewards against their mean, in standard deviations. */
    public static double[] advantages(double... rewards) {
        double mean = Arrays.stream(rewards).average().orElse(0);
        double variance =
                Arrays.stream(rewards).map(r -> (r - mean) * (r - mean)).average().orElse(0);
        double deviation = Math.sqrt(variance);
        return Arrays.stream(rewards)
                .map(r -> deviation < 1e-9 ? 0 : (r - mean) / deviation)
                .toArray();
    }

    private static PolicyBatch batch(List<Judged> judged) {
        int length = judged.getLast().lesson().length() - 1;
        int[][] ids = new int[judged.size()][length + 1];
        int[][] positions = new int[judged.size()][length];
        float[][] weights = new float[judged.size()][length];
        float[] advantages = new float[judged.size()];
        for (int r = 0; r < ids.length; r++) {
            Lesson lesson = judged.get(r).lesson();
            advantages[r] = judged.get(r).advantage();
            Arrays.fill(ids[r], Vocabulary.PAD);
            System.arraycopy(lesson.ids(), 0, ids[r], 0, lesson.length());
            for (int t = 0; t < length; t++) {
                positions[r][t] = t;
                boolean counts = t + 1 < lesson.length() && lesson.learned()[t + 1];
                weights[r][t] = counts ? 1 : 0;
            }
        }
        return new PolicyBatch(new Batch(ids, positions, weights), advantages);
    }
}
