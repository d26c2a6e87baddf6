package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.F2I;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/** Loops over float arrays with vectors: the twin of {@link ScalarMath}. */
final class VectorMath {
    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts, the first with few bits, so that its multiples are exact. */
    private static final float LN2_HIGH = 355f / 512;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** Below this exp is not a normal float; above the other it overflows. */
    private static final float EXP_LEAST = -87f;

    private static final float EXP_MOST = 88f;

    private VectorMath() {}

    static float dot(float[] a, int ao, float[] b, int bo, int n) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int i = 0;
        for (; i + 4 * WIDTH <= n; i += 4 * WIDTH) {
            s0 =
                    FloatVector.fromArray(FLOATS, a, ao + i)
                            .fma(FloatVector.fromArray(FLOATS, b, bo + i), s0);
            s1 =
                    FloatVector.fromArray(FLOATS, a, ao + i + WIDTH)
                            .fma(FloatVector.fromArray(FLOATS, b, bo + i + WIDTH), s1);
            s2 =
                    FloatVector.fromArray(FLOATS, a, ao + i + 2 * WIDTH)
                            .fma(FloatVector.fromArray(FLOATS, b, bo + i + 2 * WIDTH), s2);
            s3 =
                    FloatVector.fromArray(FLOATS, a, ao + i + 3 * WIDTH)
                            .fma(FloatVector.fromArray(FLOATS, b, bo + i + 3 * WIDTH), s3);
        }
        for (; i + WIDTH <= n; i += WIDTH) {
            s0 =
                    FloatVector.fromArray(FLOATS, a, ao + i)
                            .fma(FloatVector.fromArray(FLOATS, b, bo + i), s0);
        }
        float sum = LaneSum.of(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum = Math.fma(a[ao + i], b[bo + i], sum);
        }
        return sum;
    }

    static void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n) {
        FloatVector factor = FloatVector.broadcast(FLOATS, scale);
        int i = 0;
        for (; i + WIDTH <= n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xo + i)
                    .fma(factor, FloatVector.fromArray(FLOATS, y, yo + i))
                    .intoArray(y, yo + i);
        }
        for (; i < n; i++) {
            y[yo + i] = Math.fma(scale, x[xo + i], y[yo + i]);
        }
    }

    static void rmsNorm(
            float[] out, int oo, float[] x, int xo, float[] weight, int n, float epsilon) {
        float mean = sumOfSquares(x, xo, n) / n;
        float factor = (float) (1 / Math.sqrt(mean + epsilon));
        int i = 0;
        for (; i + WIDTH <= n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, xo + i)
                    .mul(factor)
                    .mul(FloatVector.fromArray(FLOATS, weight, i))
                    .intoArray(out, oo + i);
        }
        for (; i < n; i++) {
            out[oo + i] = weight[i] * (factor * x[xo + i]);
        }
    }

    static void softmax(float[] x, int offset, int n) {
        // Java makes vectors of this loop by itself; its own reduction by maximum it does not
        // compile, and then each vector costs an allocation.
        float max = Float.NEGATIVE_INFINITY;
        for (int i = offset; i < offset + n; i++) {
            max = Math.max(max, x[i]);
        }
        int i = 0;
        for (; i + WIDTH <= n; i += WIDTH) {
            exp(x, offset + i, 1f, -max);
        }
        for (; i < n; i++) {
            x[offset + i] = (float) Math.exp(x[offset + i] - max);
        }
        float factor = 1 / sum(x, offset, n);
        for (i = 0; i + WIDTH <= n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, offset + i).mul(factor).intoArray(x, offset + i);
        }
        for (; i < n; i++) {
            x[offset + i] *= factor;
        }
    }

    // These add up numbers and not vectors: Java at times puts a sum that is a vector into an
    // object, even in compiled code. Four parts do not wait for each other.

    private static float sum(float[] x, int offset, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = offset;
        for (; i + 4 <= offset + n; i += 4) {
            s0 += x[i];
            s1 += x[i + 1];
            s2 += x[i + 2];
            s3 += x[i + 3];
        }
        for (; i < offset + n; i++) {
            s0 += x[i];
        }
        return (s0 + s1) + (s2 + s3);
    }

    private static float sumOfSquares(float[] x, int offset, int n) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = offset;
        for (; i + 4 <= offset + n; i += 4) {
            s0 = Math.fma(x[i], x[i], s0);
            s1 = Math.fma(x[i + 1], x[i + 1], s1);
            s2 = Math.fma(x[i + 2], x[i + 2], s2);
            s3 = Math.fma(x[i + 3], x[i + 3], s3);
        }
        for (; i < offset + n; i++) {
            s0 = Math.fma(x[i], x[i], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }

    static void swiglu(float[] gate, int go, float[] up, int uo, int n) {
        int i = 0;
        for (; i + WIDTH <= n; i += WIDTH) {
            FloatVector g = FloatVector.fromArray(FLOATS, gate, go + i);
            exp(gate, go + i, -1f, 0f);
            g.div(FloatVector.fromArray(FLOATS, gate, go + i).add(1f))
                    .mul(FloatVector.fromArray(FLOATS, up, uo + i))
                    .intoArray(gate, go + i);
        }
        for (; i < n; i++) {
            float g = gate[go + i];
            gate[go + i] = (float) (g / (1 + Math.exp(-g))) * up[uo + i];
        }
    }

    /**
     * Replaces a vector of values by e to the scale * x + shift: 2 to the nearest whole number of
     * the exponent / ln 2, times the Taylor series of the rest, which is at most ln 2 / 2 from
     * zero: the eighth power's term is far below a unit in the last place.
     *
     * <p>Takes and gives no vector: where Java did not compile it into those who call it, it would
     * put each into an object.
     */
    private static void exp(float[] x, int at, float scale, float shift) {
        FloatVector in =
                FloatVector.fromArray(FLOATS, x, at).fma(scale, shift).max(EXP_LEAST).min(EXP_MOST);
        // Truncation towards zero after adding half with the sign of x would need a blend; a shift
        // into the positive numbers does without.
        IntVector n = (IntVector) in.mul(LOG2_E).add(128.5f).convert(F2I, 0);
        n = n.sub(128);
        FloatVector nf = (FloatVector) n.convert(I2F, 0);
        FloatVector r = nf.fma(FloatVector.broadcast(FLOATS, -LN2_HIGH), in);
        r = nf.fma(FloatVector.broadcast(FLOATS, -LN2_LOW), r);
        FloatVector p = FloatVector.broadcast(FLOATS, 1f / 5040);
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f / 720));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f / 120));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f / 24));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f / 6));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 0.5f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f));
        p = p.fma(r, FloatVector.broadcast(FLOATS, 1f));
        n.add(127).lanewise(LSHL, 23).reinterpretAsFloats().mul(p).intoArray(x, at);
    }
}
