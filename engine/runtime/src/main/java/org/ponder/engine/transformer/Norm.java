package org.ponder.engine.transformer;

/**
 * Root-mean-square norm (Zhang and Sennrich 2019): x / sqrt(mean(x²) + ε) · w.
 *
 * @param weight [width]
 * @param epsilon keeps the root away from 0
 */
record Norm(float[] weight, float epsilon) {

    /**
     * Norms each token of the batch; {@code in} and {@code out} may be the same.
     *
     * @param in [n][width]
     * @param out [n][width]
     */
    void apply(float[] in, float[] out, Pass pass) {
        int width = weight.length;
        pass.eachToken(
                t ->
                        pass.kernels()
                                .rmsNorm(
                                        out, t * width, in, t * width, weight, width, epsilon));
    }

    /** Norms heads of one token in place, each by itself. */
    void applyToHeads(float[] values, int offset, int heads, Pass pass) {
        int width = weight.length;
        for (int head = 0; head < heads; head++) {
            int at = offset + head * width;
            pass.kernels().rmsNorm(values, at, values, at, weight, width, epsilon);
        }
    }
}
