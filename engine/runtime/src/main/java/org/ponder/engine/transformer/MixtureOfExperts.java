package org.ponder.engine.transformer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sparse feed-forward (Shazeer et al. 2017): each token goes to the few experts its router chooses,
 * and their outputs are added by weight. Shared experts see every token (DeepSeekMoE, Dai et al.
 * 2024).
 */
final class MixtureOfExperts implements FeedForward {
    private final Linear scores;
    private final Router router;
    private final List<? extends FeedForward> experts;
    private final @Nullable FeedForward shared;
    private final int used;
    private final int width;

    /**
     * Puts a layer's experts together.
     *
     * @param config of the experts
     * @param scores [count][width], the router's logits
     * @param router chooses by them
     * @param experts each [n][width] to [n][width]
     * @param shared sees every token; null for none
     */
    MixtureOfExperts(
            ExpertConfig config,
            Linear scores,
            Router router,
            List<? extends FeedForward> experts,
            @Nullable FeedForward shared) {
        this.used = config.used();
        this.scores = scores;
        this.router = router;
        this.experts = List.copyOf(experts);
        this.shared = shared;
        this.width = scores.weight().columns();
    }

    @Override
    public void apply(float[] in, float[] out, Pass pass) {
        int n = pass.count();
        int count = experts.size();
        float[] logits = pass.floats(Scratch.Use.ROUTER, count); // [n][count]
        scores.apply(in, logits, pass);
        int[] chosen = new int[n * used];
        float[] weights = new float[n * used];
        for (int t = 0; t < n; t++) {
            router.route(logits, t * count, chosen, weights, t * used);
        }

        if (shared == null) {
            Arrays.fill(out, 0, n * width, 0f);
        } else {
            shared.apply(in, out, pass);
        }
        int[] byExpert = sortedByExpert(chosen, count);
        for (int from = 0; from < byExpert.length; ) {
            int expert = chosen[byExpert[from]];
            int to = from;
            while (to < byExpert.length && chosen[byExpert[to]] == expert) {
                to++;
            }
            runExpert(expert, Arrays.copyOfRange(byExpert, from, to), weights, in, out, pass);
            from = to;
        }
    }

    /**
     * Sends tokens to one expert and adds what it gives.
     *
     * @param choices which of all choices; token t made those from t · used on
     */
    private void runExpert(
            int expert, int[] choices, float[] weights, float[] in, float[] out, Pass pass) {
        Pass part = pass.ofTokens(choices.length);
        float[] gathered = part.floats(Scratch.Use.GATHERED, width); // [m][width]
        float[] result = part.floats(Scratch.Use.EXPERT, width); // [m][width]
        for (int i = 0; i < choices.length; i++) {
            System.arraycopy(in, choices[i] / used * width, gathered, i * width, width);
        }
        experts.get(expert).apply(gathered, result, part);
        for (int i = 0; i < choices.length; i++) {
            pass.kernels()
                    .addScaled(
                            out,
                            choices[i] / used * width,
                            result,
                            i * width,
                            weights[choices[i]],
                            width);
        }
    }

    /** The numbers of all choices, those of the same expert together, in order of tokens. */
    private static int[] sortedByExpert(int[] chosen, int experts) {
        int[] next = new int[experts + 1];
        for (int expert : chosen) {
            next[expert + 1]++;
        }
        for (int e = 0; e < experts; e++) {
            next[e + 1] += next[e];
        }
        int[] sorted = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            sorted[next[chosen[i]]++] = i;
        }
        return sorted;
    }
}
