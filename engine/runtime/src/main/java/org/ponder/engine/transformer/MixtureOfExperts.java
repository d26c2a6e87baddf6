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
    private final List<Expert> experts;
    private final ExpertMemory memory;
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
     * @param memory keeps the experts within a limit
     */
    MixtureOfExperts(
            ExpertConfig config,
            Linear scores,
            Router router,
            List<GatedFeedForward> experts,
            @Nullable FeedForward shared,
            ExpertMemory memory) {
        this.used = config.used();
        this.scores = scores;
        this.router = router;
        this.experts = experts.stream().map(Expert::new).toList();
        this.memory = memory;
        this.shared = shared;
        this.width = scores.weight().columns();
        memory.add(this);
    }

    @Override
    public void apply(float[] in, float[] out, Pass pass) {
        int n = pass.count();
        int[] chosen = new int[n * used];
        float[] weights = new float[n * used];
        route(in, chosen, weights, pass);
        memory.expect(this, chosen, in, pass);

        if (shared == null) {
            Arrays.fill(out, 0, n * width, 0f);
        } else {
            shared.apply(in, out, pass);
        }
        int[] byExpert = sortedByExpert(chosen, experts.size());
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
     * Chooses the experts of each token.
     *
     * @param chosen [n][used]
     * @param weights [n][used]
     */
    void route(float[] in, int[] chosen, float[] weights, Pass pass) {
        int count = experts.size();
        float[] logits = pass.floats(Scratch.Use.ROUTER, count); // [n][count]
        scores.apply(in, logits, pass);
        for (int t = 0; t < pass.count(); t++) {
            router.route(logits, t * count, chosen, weights, t * used);
        }
    }

    Expert expert(int index) {
        return experts.get(index);
    }

    /** Bytes of the experts that one token needs, where all are of the largest size. */
    long bytesPerToken() {
        return used * experts.stream().mapToLong(Expert::bytes).max().orElse(0);
    }

    /** Lets the memory of all experts go that are not in use. */
    void releaseUnused() {
        experts.stream().filter(expert -> !expert.resident()).forEach(Expert::release);
    }

    /** Experts that each token is sent to. */
    int used() {
        return used;
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
        memory.use(experts.get(expert), pass);
        experts.get(expert).block().apply(gathered, result, part);
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
