package org.ponder.engine.tensor;

import java.util.Arrays;

/** Loops over float arrays without vectors, each written once. */
final class ScalarMath {
    private ScalarMath() {}

    /** Vectors that {@link #dots} takes. */
    static final int SIDE_BY_SIDE = 8;

    static float dot(float[] a, int ao, float[] b, int bo, int n) {
        float sum = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            // Four products are added first: one sum after the other would wait for the last.
            sum +=
                    a[ao + i] * b[bo + i]
                            + a[ao + i + 1] * b[bo + i + 1]
                            + a[ao + i + 2] * b[bo + i + 2]
                            + a[ao + i + 3] * b[bo + i + 3];
        }
        for (; i < n; i++) {
            sum += a[ao + i] * b[bo + i];
        }
        return sum;
    }

    /**
     * {@link #dot} of one vector with each of {@link #SIDE_BY_SIDE}, whose elements lie side by
     * side: {@code [n][SIDE_BY_SIDE]}.
     */
    static void dots(float[] vectors, float[] b, int bo, int n, float[] sums) {
        Arrays.fill(sums, 0, SIDE_BY_SIDE, 0f);
        int i = 0;
        for (; i + 3 < n; i += 4) {
            float b0 = b[bo + i];
            float b1 = b[bo + i + 1];
            float b2 = b[bo + i + 2];
            float b3 = b[bo + i + 3];
            int at = i * SIDE_BY_SIDE;
            for (int t = 0; t < SIDE_BY_SIDE; t++) {
                sums[t] +=
                        vectors[at + t] * b0
                                + vectors[at + SIDE_BY_SIDE + t] * b1
                                + vectors[at + 2 * SIDE_BY_SIDE + t] * b2
                                + vectors[at + 3 * SIDE_BY_SIDE + t] * b3;
            }
        }
        for (; i < n; i++) {
            for (int t = 0; t < SIDE_BY_SIDE; t++) {
                sums[t] += vectors[i * SIDE_BY_SIDE + t] * b[bo + i];
            }
        }
    }

    static void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n) {
        for (int i = 0; i < n; i++) {
            y[yo + i] += scale * x[xo + i];
        }
    }

    static void rmsNorm(
            float[] out, int oo, float[] x, int xo, float[] weight, int n, float epsilon) {
        float mean = dot(x, xo, x, xo, n) / n;
        float factor = (float) (1 / Math.sqrt(mean + epsilon));
        for (int i = 0; i < n; i++) {
            out[oo + i] = weight[i] * (factor * x[xo + i]);
        }
    }

    static void softmax(float[] x, int offset, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[offset + i]);
        }
        float sum = 0;
        for (int i = 0; i < n; i++) {
            float e = (float) Math.exp(x[offset + i] - max);
            x[offset + i] = e;
            sum += e;
        }
        for (int i = 0; i < n; i++) {
            x[offset + i] /= sum;
        }
    }

    static void swiglu(float[] gate, int go, float[] up, int uo, int n) {
        for (int i = 0; i < n; i++) {
            float g = gate[go + i];
            gate[go + i] = (float) (g / (1 + Math.exp(-g))) * up[uo + i];
        }
    }
}
