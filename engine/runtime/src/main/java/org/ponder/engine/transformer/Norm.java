package org.ponder.engine.transformer;

/** Root-mean-square norm (Zhang and Sennrich 2019): x / sqrt(mean(x²) + ε) · w. */
final class Norm {
    private final float[] weight;
    private final float epsilon;

    /**
     * @param weight [width]
     * @param epsilon keeps the root away from 0
     */
    Norm(float[] weight, float epsilon) {
        this.weight = weight;
        this.epsilon = epsilon;
    }

    int width() {
        return weight.length;
    }

    /**
     * Norms each token of the batch; {@code in} and {@code out} may be the same.
     *
     * @param in [n][width]
     * @param out [n][width]
     */
    void apply(float[] in, float[] out, Pass pass) {
        if (pass.count() == 1) { // without an object for each layer of each token
            normAt(0, in, out, pass);
        } else {
            pass.eachToken(t -> normAt(t * weight.length, in, out, pass));
        }
    }

    /** Norms heads of one token in place, each by itself. */
    void applyToHeads(float[] values, int offset, int heads, Pass pass) {
        for (int head = 0; head < heads; head++) {
            normAt(offset + head * weight.length, values, values, pass);
        }
    }

    private void normAt(int at, float[] in, float[] out, Pass pass) {
        pass.kernels().rmsNorm(out, at, in, at, weight, weight.length, epsilon);
    }
}
