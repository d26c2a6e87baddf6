package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;

/**
 * Chooses experts for a token, and the weight each has in the sum.
 *
 * <p>Scores are a softmax or sigmoid of the router's logits. Experts may be divided in groups, of
 * which only the best are looked at (DeepSeek-V2, V3), and a bias learnt for an even load may take
 * part in the choice but not in the weights (DeepSeek-V3).
 */
final class Router {
    private final int count;
    private final int used;
    private final ExpertConfig.Routing routing;
    private final float @Nullable [] choiceBias;

    /**
     * A router over the experts of one layer.
     *
     * @param experts how many, and how they are chosen
     * @param choiceBias [count], added to scores for the choice alone; null for none
     */
    Router(ExpertConfig experts, float @Nullable [] choiceBias) {
        this.count = experts.count();
        this.used = experts.used();
        this.routing = experts.routing();
        this.choiceBias = choiceBias;
    }

    /**
     * Routes one token.
     *
     * @param logits [count] from {@code at}; overwritten with scores
     * @param chosen receives {@code used} experts from {@code to}
     * @param weights receives their weights from {@code to}
     */
    void route(float[] logits, int at, int[] chosen, float[] weights, int to) {
        score(logits, at);
        float[] choice = new float[count];
        for (int e = 0; e < count; e++) {
            choice[e] = logits[at + e] + (choiceBias == null ? 0 : choiceBias[e]);
        }
        keepBestGroups(choice);
        float sum = 0;
        for (int i = 0; i < used; i++) {
            int best = largest(choice, 0, count);
            choice[best] = Float.NEGATIVE_INFINITY;
            chosen[to + i] = best;
            weights[to + i] = logits[at + best];
            sum += weights[to + i];
        }
        float factor = routing.scale();
        if (routing.normalize()) {
            factor /= Math.max(sum, 1e-20f); // all sigmoids can vanish
        }
        for (int i = 0; i < used; i++) {
            weights[to + i] *= factor;
        }
    }

    private void score(float[] x, int at) {
        if (routing.sigmoid()) {
            for (int e = 0; e < count; e++) {
                x[at + e] = (float) (1 / (1 + Math.exp(-x[at + e])));
            }
            return;
        }
        float maximum = x[at + largest(x, at, count)];
        double sum = 0;
        for (int e = 0; e < count; e++) {
            x[at + e] = (float) Math.exp(x[at + e] - maximum);
            sum += x[at + e];
        }
        for (int e = 0; e < count; e++) {
            x[at + e] /= (float) sum;
        }
    }

    /** Rules out the experts of all groups but the best. */
    private void keepBestGroups(float[] choice) {
        int groups = routing.groups();
        if (groups == routing.groupsUsed()) {
            return;
        }
        int size = count / groups;
        float[] worth = new float[groups];
        for (int g = 0; g < groups; g++) {
            worth[g] = worth(choice, g * size, size);
        }
        boolean[] kept = new boolean[groups];
        for (int i = 0; i < routing.groupsUsed(); i++) {
            int best = largest(worth, 0, groups);
            worth[best] = Float.NEGATIVE_INFINITY;
            kept[best] = true;
        }
        for (int e = 0; e < count; e++) {
            if (!kept[e / size]) {
                choice[e] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** What a group is judged by: its best expert (V2), or its two best together (V3). */
    private float worth(float[] choice, int from, int size) {
        int best = largest(choice, from, size);
        if (!routing.sigmoid() || size == 1) {
            return choice[from + best];
        }
        float second = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (i != best) {
                second = Math.max(second, choice[from + i]);
            }
        }
        return choice[from + best] + second;
    }

    /** Which of {@code n} values from {@code from} is the largest; the first of equals. */
    private static int largest(float[] x, int from, int n) {
        int best = 0;
        for (int i = 1; i < n; i++) {
            best = x[from + i] > x[from + best] ? i : best;
        }
        return best;
    }
}
