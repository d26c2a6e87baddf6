package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.S2I;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.HALF_SHORTS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * {@link VectorHead} for keys and values in half precision, which are widened as they are
 * multiplied, without a block of floats in between. Up to six heads at a time, since each pass over
 * a block widens it again.
 *
 * <p>A half whose exponent and fraction are moved to where a float has them is a float that is
 * {@link #UP} times too small, if it is finite: {@link HalfKvStore} keeps no other. The other
 * factor has to be as much too large.
 */
final class HalfHead {
    /** To the power of what the biases of the exponents of float and half differ by. */
    static final float UP = 0x1p112f;

    private static final int BLOCK = PagedKvStore.BLOCK;
    private static final int STRIP = PagedKvStore.STRIP;

    /** Bits of a fraction that a float has more than a half. */
    private static final int SHIFT = 13;

    /** Sign, and the exponent and fraction of a half. */
    private static final int MOVED = 1 << 31 | 0x7fff << SHIFT;

    private HalfHead() {}

    /** Halves as floats that are {@link #UP} times too small. Java compiles it into its callers. */
    private static FloatVector small(short[] halves, int at) {
        return ((IntVector)
                        ShortVector.fromArray(HALF_SHORTS, halves, at).convertShape(S2I, INTS, 0))
                .lanewise(LSHL, SHIFT)
                .and(MOVED)
                .reinterpretAsFloats();
    }

    /**
     * {@code scores[so + h * size + p] = dot(query of head h, keys of position p)} for all
     * positions of a block of keys.
     *
     * @param query {@code [heads][width]} from {@code qo} on, {@link #UP} times too large
     * @param keys {@code [width][BLOCK]} halves from {@code ko} on
     */
    static void scores(
            int heads,
            float[] query,
            int qo,
            short[] keys,
            int ko,
            int width,
            float[] scores,
            int so,
            int size) {
        int h = 0;
        for (; h + 6 <= heads; h += 6) {
            scores6(query, qo + h * width, keys, ko, width, scores, so + h * size, size);
        }
        for (; h + 4 <= heads; h += 4) {
            scores4(query, qo + h * width, keys, ko, width, scores, so + h * size, size);
        }
        for (; h + 2 <= heads; h += 2) {
            scores2(query, qo + h * width, keys, ko, width, scores, so + h * size, size);
        }
        if (h < heads) {
            scores1(query, qo + h * width, keys, ko, width, scores, so + h * size);
        }
    }

    private static void scores6(
            float[] query,
            int qo,
            short[] keys,
            int ko,
            int width,
            float[] scores,
            int so,
            int size) {
        for (int c = 0; c < BLOCK; c += 2 * WIDTH) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            FloatVector c0 = a0;
            FloatVector c1 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            FloatVector e0 = a0;
            FloatVector e1 = a0;
            FloatVector f0 = a0;
            FloatVector f1 = a0;
            for (int i = 0; i < width; i++) {
                int at = ko + c + i * BLOCK;
                FloatVector k0 = small(keys, at);
                FloatVector k1 = small(keys, at + WIDTH);
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = k0.fma(q, a0);
                a1 = k1.fma(q, a1);
                q = FloatVector.broadcast(FLOATS, query[qo + width + i]);
                b0 = k0.fma(q, b0);
                b1 = k1.fma(q, b1);
                q = FloatVector.broadcast(FLOATS, query[qo + 2 * width + i]);
                c0 = k0.fma(q, c0);
                c1 = k1.fma(q, c1);
                q = FloatVector.broadcast(FLOATS, query[qo + 3 * width + i]);
                d0 = k0.fma(q, d0);
                d1 = k1.fma(q, d1);
                q = FloatVector.broadcast(FLOATS, query[qo + 4 * width + i]);
                e0 = k0.fma(q, e0);
                e1 = k1.fma(q, e1);
                q = FloatVector.broadcast(FLOATS, query[qo + 5 * width + i]);
                f0 = k0.fma(q, f0);
                f1 = k1.fma(q, f1);
            }
            int to = so + c;
            a0.intoArray(scores, to);
            a1.intoArray(scores, to + WIDTH);
            b0.intoArray(scores, to + size);
            b1.intoArray(scores, to + size + WIDTH);
            c0.intoArray(scores, to + 2 * size);
            c1.intoArray(scores, to + 2 * size + WIDTH);
            d0.intoArray(scores, to + 3 * size);
            d1.intoArray(scores, to + 3 * size + WIDTH);
            e0.intoArray(scores, to + 4 * size);
            e1.intoArray(scores, to + 4 * size + WIDTH);
            f0.intoArray(scores, to + 5 * size);
            f1.intoArray(scores, to + 5 * size + WIDTH);
        }
    }

    private static void scores4(
            float[] query,
            int qo,
            short[] keys,
            int ko,
            int width,
            float[] scores,
            int so,
            int size) {
        for (int c = 0; c < BLOCK; c += 2 * WIDTH) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            FloatVector c0 = a0;
            FloatVector c1 = a0;
            FloatVector d0 = a0;
            FloatVector d1 = a0;
            for (int i = 0; i < width; i++) {
                int at = ko + c + i * BLOCK;
                FloatVector k0 = small(keys, at);
                FloatVector k1 = small(keys, at + WIDTH);
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = k0.fma(q, a0);
                a1 = k1.fma(q, a1);
                q = FloatVector.broadcast(FLOATS, query[qo + width + i]);
                b0 = k0.fma(q, b0);
                b1 = k1.fma(q, b1);
                q = FloatVector.broadcast(FLOATS, query[qo + 2 * width + i]);
                c0 = k0.fma(q, c0);
                c1 = k1.fma(q, c1);
                q = FloatVector.broadcast(FLOATS, query[qo + 3 * width + i]);
                d0 = k0.fma(q, d0);
                d1 = k1.fma(q, d1);
            }
            int to = so + c;
            a0.intoArray(scores, to);
            a1.intoArray(scores, to + WIDTH);
            b0.intoArray(scores, to + size);
            b1.intoArray(scores, to + size + WIDTH);
            c0.intoArray(scores, to + 2 * size);
            c1.intoArray(scores, to + 2 * size + WIDTH);
            d0.intoArray(scores, to + 3 * size);
            d1.intoArray(scores, to + 3 * size + WIDTH);
        }
    }

    private static void scores2(
            float[] query,
            int qo,
            short[] keys,
            int ko,
            int width,
            float[] scores,
            int so,
            int size) {
        for (int c = 0; c < BLOCK; c += 2 * WIDTH) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            FloatVector b0 = a0;
            FloatVector b1 = a0;
            for (int i = 0; i < width; i++) {
                int at = ko + c + i * BLOCK;
                FloatVector k0 = small(keys, at);
                FloatVector k1 = small(keys, at + WIDTH);
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = k0.fma(q, a0);
                a1 = k1.fma(q, a1);
                q = FloatVector.broadcast(FLOATS, query[qo + width + i]);
                b0 = k0.fma(q, b0);
                b1 = k1.fma(q, b1);
            }
            a0.intoArray(scores, so + c);
            a1.intoArray(scores, so + c + WIDTH);
            b0.intoArray(scores, so + c + size);
            b1.intoArray(scores, so + c + size + WIDTH);
        }
    }

    private static void scores1(
            float[] query, int qo, short[] keys, int ko, int width, float[] scores, int so) {
        for (int c = 0; c < BLOCK; c += 2 * WIDTH) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            for (int i = 0; i < width; i++) {
                int at = ko + c + i * BLOCK;
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = small(keys, at).fma(q, a0);
                a1 = small(keys, at + WIDTH).fma(q, a1);
            }
            a0.intoArray(scores, so + c);
            a1.intoArray(scores, so + c + WIDTH);
        }
    }

    /**
     * Adds the values of n positions times the weights of each head.
     *
     * @param out {@code [heads][width]} from {@code oo} on
     * @param values {@code [width / STRIP][BLOCK][STRIP]} halves, the first position's from {@code
     *     vo} on
     * @param weights {@code [heads][size]} from {@code wo} on, of which n are read, {@link #UP}
     *     times too large
     */
    static void addWeighted(
            int heads,
            float[] out,
            int oo,
            int width,
            short[] values,
            int vo,
            float[] weights,
            int wo,
            int size,
            int n) {
        int h = 0;
        for (; h + 6 <= heads; h += 6) {
            addWeighted6(out, oo + h * width, width, values, vo, weights, wo + h * size, size, n);
        }
        for (; h + 4 <= heads; h += 4) {
            addWeighted4(out, oo + h * width, width, values, vo, weights, wo + h * size, size, n);
        }
        for (; h + 2 <= heads; h += 2) {
            addWeighted2(out, oo + h * width, width, values, vo, weights, wo + h * size, size, n);
        }
        if (h < heads) {
            addWeighted1(out, oo + h * width, width, values, vo, weights, wo + h * size, n);
        }
        int tail = width / (2 * WIDTH) * (2 * WIDTH);
        for (h = 0; tail < width && h < heads; h++) {
            for (int c = tail; c < width; c++) {
                float sum = out[oo + h * width + c];
                for (int i = 0; i < n; i++) {
                    short half = values[vo + PagedKvStore.stripStep(c) + i * STRIP];
                    float weight = weights[wo + h * size + i] / UP;
                    sum = Math.fma(Float.float16ToFloat(half), weight, sum);
                }
                out[oo + h * width + c] = sum;
            }
        }
    }

    private static void addWeighted6(
            float[] out,
            int oo,
            int width,
            short[] values,
            int vo,
            float[] weights,
            int wo,
            int size,
            int n) {
        for (int c = 0; c + 2 * WIDTH <= width; c += 2 * WIDTH) {
            int strip = PagedKvStore.stripStep(c);
            int to = oo + c;
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, to);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, to + WIDTH);
            FloatVector b0 = FloatVector.fromArray(FLOATS, out, to + width);
            FloatVector b1 = FloatVector.fromArray(FLOATS, out, to + width + WIDTH);
            FloatVector c0 = FloatVector.fromArray(FLOATS, out, to + 2 * width);
            FloatVector c1 = FloatVector.fromArray(FLOATS, out, to + 2 * width + WIDTH);
            FloatVector d0 = FloatVector.fromArray(FLOATS, out, to + 3 * width);
            FloatVector d1 = FloatVector.fromArray(FLOATS, out, to + 3 * width + WIDTH);
            FloatVector e0 = FloatVector.fromArray(FLOATS, out, to + 4 * width);
            FloatVector e1 = FloatVector.fromArray(FLOATS, out, to + 4 * width + WIDTH);
            FloatVector f0 = FloatVector.fromArray(FLOATS, out, to + 5 * width);
            FloatVector f1 = FloatVector.fromArray(FLOATS, out, to + 5 * width + WIDTH);
            for (int i = 0; i < n; i++) {
                int at = vo + strip + i * STRIP;
                FloatVector v0 = small(values, at);
                FloatVector v1 = small(values, at + WIDTH);
                FloatVector w = FloatVector.broadcast(FLOATS, weights[wo + i]);
                a0 = v0.fma(w, a0);
                a1 = v1.fma(w, a1);
                w = FloatVector.broadcast(FLOATS, weights[wo + size + i]);
                b0 = v0.fma(w, b0);
                b1 = v1.fma(w, b1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 2 * size + i]);
                c0 = v0.fma(w, c0);
                c1 = v1.fma(w, c1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 3 * size + i]);
                d0 = v0.fma(w, d0);
                d1 = v1.fma(w, d1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 4 * size + i]);
                e0 = v0.fma(w, e0);
                e1 = v1.fma(w, e1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 5 * size + i]);
                f0 = v0.fma(w, f0);
                f1 = v1.fma(w, f1);
            }
            a0.intoArray(out, to);
            a1.intoArray(out, to + WIDTH);
            b0.intoArray(out, to + width);
            b1.intoArray(out, to + width + WIDTH);
            c0.intoArray(out, to + 2 * width);
            c1.intoArray(out, to + 2 * width + WIDTH);
            d0.intoArray(out, to + 3 * width);
            d1.intoArray(out, to + 3 * width + WIDTH);
            e0.intoArray(out, to + 4 * width);
            e1.intoArray(out, to + 4 * width + WIDTH);
            f0.intoArray(out, to + 5 * width);
            f1.intoArray(out, to + 5 * width + WIDTH);
        }
    }

    private static void addWeighted4(
            float[] out,
            int oo,
            int width,
            short[] values,
            int vo,
            float[] weights,
            int wo,
            int size,
            int n) {
        for (int c = 0; c + 2 * WIDTH <= width; c += 2 * WIDTH) {
            int strip = PagedKvStore.stripStep(c);
            int to = oo + c;
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, to);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, to + WIDTH);
            FloatVector b0 = FloatVector.fromArray(FLOATS, out, to + width);
            FloatVector b1 = FloatVector.fromArray(FLOATS, out, to + width + WIDTH);
            FloatVector c0 = FloatVector.fromArray(FLOATS, out, to + 2 * width);
            FloatVector c1 = FloatVector.fromArray(FLOATS, out, to + 2 * width + WIDTH);
            FloatVector d0 = FloatVector.fromArray(FLOATS, out, to + 3 * width);
            FloatVector d1 = FloatVector.fromArray(FLOATS, out, to + 3 * width + WIDTH);
            for (int i = 0; i < n; i++) {
                int at = vo + strip + i * STRIP;
                FloatVector v0 = small(values, at);
                FloatVector v1 = small(values, at + WIDTH);
                FloatVector w = FloatVector.broadcast(FLOATS, weights[wo + i]);
                a0 = v0.fma(w, a0);
                a1 = v1.fma(w, a1);
                w = FloatVector.broadcast(FLOATS, weights[wo + size + i]);
                b0 = v0.fma(w, b0);
                b1 = v1.fma(w, b1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 2 * size + i]);
                c0 = v0.fma(w, c0);
                c1 = v1.fma(w, c1);
                w = FloatVector.broadcast(FLOATS, weights[wo + 3 * size + i]);
                d0 = v0.fma(w, d0);
                d1 = v1.fma(w, d1);
            }
            a0.intoArray(out, to);
            a1.intoArray(out, to + WIDTH);
            b0.intoArray(out, to + width);
            b1.intoArray(out, to + width + WIDTH);
            c0.intoArray(out, to + 2 * width);
            c1.intoArray(out, to + 2 * width + WIDTH);
            d0.intoArray(out, to + 3 * width);
            d1.intoArray(out, to + 3 * width + WIDTH);
        }
    }

    private static void addWeighted2(
            float[] out,
            int oo,
            int width,
            short[] values,
            int vo,
            float[] weights,
            int wo,
            int size,
            int n) {
        for (int c = 0; c + 2 * WIDTH <= width; c += 2 * WIDTH) {
            int strip = PagedKvStore.stripStep(c);
            int to = oo + c;
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, to);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, to + WIDTH);
            FloatVector b0 = FloatVector.fromArray(FLOATS, out, to + width);
            FloatVector b1 = FloatVector.fromArray(FLOATS, out, to + width + WIDTH);
            for (int i = 0; i < n; i++) {
                int at = vo + strip + i * STRIP;
                FloatVector v0 = small(values, at);
                FloatVector v1 = small(values, at + WIDTH);
                FloatVector w = FloatVector.broadcast(FLOATS, weights[wo + i]);
                a0 = v0.fma(w, a0);
                a1 = v1.fma(w, a1);
                w = FloatVector.broadcast(FLOATS, weights[wo + size + i]);
                b0 = v0.fma(w, b0);
                b1 = v1.fma(w, b1);
            }
            a0.intoArray(out, to);
            a1.intoArray(out, to + WIDTH);
            b0.intoArray(out, to + width);
            b1.intoArray(out, to + width + WIDTH);
        }
    }

    private static void addWeighted1(
            float[] out,
            int oo,
            int width,
            short[] values,
            int vo,
            float[] weights,
            int wo,
            int n) {
        for (int c = 0; c + 2 * WIDTH <= width; c += 2 * WIDTH) {
            int strip = PagedKvStore.stripStep(c);
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, oo + c);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, oo + c + WIDTH);
            for (int i = 0; i < n; i++) {
                int at = vo + strip + i * STRIP;
                FloatVector w = FloatVector.broadcast(FLOATS, weights[wo + i]);
                a0 = small(values, at).fma(w, a0);
                a1 = small(values, at + WIDTH).fma(w, a1);
            }
            a0.intoArray(out, oo + c);
            a1.intoArray(out, oo + c + WIDTH);
        }
    }
}
