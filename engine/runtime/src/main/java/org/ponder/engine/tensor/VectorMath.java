package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;

/** Loops over float arrays with vectors: the twin of {@link ScalarMath}. */
final class VectorMath {
    private static final float LOG2_E = (float) (1 / Math.log(2));

    /** ln 2 in two parts, the first with few bits, so that its multiples are exact. */
    private static final float LN2_HIGH = 355f / 512;

    private static final float LN2_LOW = (float) (Math.log(2) - LN2_HIGH);

    /** Below this exp is not a normal float; above the other it overflows. */
    private static final float EXP_LEAST = -87f;

    private static final float EXP_MOST = 88f;

    /** Added to a float below 2 to the 22, leaves its nearest whole number in the lowest bits. */
    private static final float ROUND = 1.5f * (1 << 23);

    /** Floats of four vectors. */
    static final int PARTS = 4 * WIDTH;

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

    /**
     * Replaces n values by their softmax times {@code whole}.
     *
     * @param parts room for {@link #PARTS} floats
     */
    static void softmax(float[] x, int offset, int n, float whole, float[] parts) {
        float max = max(x, offset, n, parts);
        int i = 0;
        for (; i + WIDTH <= n; i += WIDTH) {
            exp(x, offset + i, 1f, -max);
        }
        for (; i < n; i++) {
            x[offset + i] = (float) Math.exp(x[offset + i] - max);
        }
        float factor = whole / sum(x, offset, n, parts);
        for (i = 0; i + WIDTH <= n; i += WIDTH) {
            FloatVector.fromArray(FLOATS, x, offset + i).mul(factor).intoArray(x, offset + i);
        }
        for (; i < n; i++) {
            x[offset + i] *= factor;
        }
    }

    // Java at times puts a sum that is a vector into an object, even in compiled code, and its own
    // reduction by maximum always. So what these keep from round to round are numbers, or vectors
    // in an array. Four parts do not wait for each other.

    private static float max(float[] x, int offset, int n, float[] parts) {
        Arrays.fill(parts, 0, PARTS, Float.NEGATIVE_INFINITY);
        int i = offset;
        for (; i + PARTS <= offset + n; i += PARTS) {
            keepLarger(x, i, parts, 0);
            keepLarger(x, i + WIDTH, parts, WIDTH);
            keepLarger(x, i + 2 * WIDTH, parts, 2 * WIDTH);
            keepLarger(x, i + 3 * WIDTH, parts, 3 * WIDTH);
        }
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < PARTS; j++) {
            max = Math.max(max, parts[j]);
        }
        for (; i < offset + n; i++) {
            max = Math.max(max, x[i]);
        }
        return max;
    }

    private static void keepLarger(float[] x, int at, float[] parts, int part) {
        FloatVector in = FloatVector.fromArray(FLOATS, x, at);
        FloatVector kept = FloatVector.fromArray(FLOATS, parts, part);
        kept.blend(in, in.compare(GT, kept)).intoArray(parts, part);
    }

    private static float sum(float[] x, int offset, int n, float[] parts) {
        Arrays.fill(parts, 0, PARTS, 0);
        int i = offset;
        for (; i + PARTS <= offset + n; i += PARTS) {
            add(x, i, parts, 0);
            add(x, i + WIDTH, parts, WIDTH);
            add(x, i + 2 * WIDTH, parts, 2 * WIDTH);
            add(x, i + 3 * WIDTH, parts, 3 * WIDTH);
        }
        float sum = 0;
        for (int j = 0; j < PARTS; j++) {
            sum += parts[j];
        }
        for (; i < offset + n; i++) {
            sum += x[i];
        }
        return sum;
    }

    private static void add(float[] x, int at, float[] parts, int part) {
        FloatVector.fromArray(FLOATS, parts, part)
                .add(FloatVector.fromArray(FLOATS, x, at))
                .intoArray(parts, part);
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
        FloatVector in = FloatVector.fromArray(FLOATS, x, at).fma(scale, shift);
        // Java's own least, most and conversion make sure of more than is needed here, and are
        // several instructions each.
        in = in.blend(EXP_LEAST, in.compare(LT, EXP_LEAST));
        in = in.blend(EXP_MOST, in.compare(GT, EXP_MOST));
        FloatVector n = in.fma(LOG2_E, ROUND);
        FloatVector nf = n.sub(ROUND);
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
        n.reinterpretAsInts()
                .lanewise(LSHL, 23)
                .add(p.reinterpretAsInts())
                .reinterpretAsFloats()
                .intoArray(x, at);
    }
}
