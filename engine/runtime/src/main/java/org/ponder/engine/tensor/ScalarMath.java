package org.ponder.engine.tensor;

/** Loops over float arrays without vectors, each written once. */
final class ScalarMath {
    private ScalarMath() {}

    static float dot(float[] a, int ao, float[] b, int bo, int n) {
        // Four sums: the additions of one would wait for each other.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[ao + i] * b[bo + i];
            s1 += a[ao + i + 1] * b[bo + i + 1];
            s2 += a[ao + i + 2] * b[bo + i + 2];
            s3 += a[ao + i + 3] * b[bo + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[ao + i] * b[bo + i];
        }
        return (s0 + s1) + (s2 + s3);
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
