package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Query heads over one block of {@value PagedKvStore#BLOCK} positions of the keys or values they
 * share. Four heads at a time use each vector that is loaded four times, and have eight sums under
 * way, as many as multiply-adds need to wait for none.
 */
final class VectorHead {
    private static final int BLOCK = PagedKvStore.BLOCK;
    private static final int STRIP = PagedKvStore.STRIP;

    private VectorHead() {}

    /**
     * {@code scores[so + h * size + p] = scale * dot(query of head h, keys of position p)} for all
     * positions of a block of keys.
     *
     * @param query {@code [heads][width]} from {@code qo} on
     * @param keys {@code [width][BLOCK]} from {@code ko} on
     */
    static void scores(
            int heads,
            float[] query,
            int qo,
            float[] keys,
            int ko,
            int width,
            float scale,
            float[] scores,
            int so,
            int size) {
        int h = 0;
        for (; h + 4 <= heads; h += 4) {
            scores4(query, qo + h * width, keys, ko, width, scale, scores, so + h * size, size);
        }
        for (; h + 2 <= heads; h += 2) {
            scores2(query, qo + h * width, keys, ko, width, scale, scores, so + h * size, size);
        }
        if (h < heads) {
            scores1(query, qo + h * width, keys, ko, width, scale, scores, so + h * size);
        }
    }

    private static void scores4(
            float[] query,
            int qo,
            float[] keys,
            int ko,
            int width,
            float scale,
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
                FloatVector k0 = FloatVector.fromArray(FLOATS, keys, at);
                FloatVector k1 = FloatVector.fromArray(FLOATS, keys, at + WIDTH);
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
            a0.mul(scale).intoArray(scores, to);
            a1.mul(scale).intoArray(scores, to + WIDTH);
            b0.mul(scale).intoArray(scores, to + size);
            b1.mul(scale).intoArray(scores, to + size + WIDTH);
            c0.mul(scale).intoArray(scores, to + 2 * size);
            c1.mul(scale).intoArray(scores, to + 2 * size + WIDTH);
            d0.mul(scale).intoArray(scores, to + 3 * size);
            d1.mul(scale).intoArray(scores, to + 3 * size + WIDTH);
        }
    }

    private static void scores2(
            float[] query,
            int qo,
            float[] keys,
            int ko,
            int width,
            float scale,
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
                FloatVector k0 = FloatVector.fromArray(FLOATS, keys, at);
                FloatVector k1 = FloatVector.fromArray(FLOATS, keys, at + WIDTH);
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = k0.fma(q, a0);
                a1 = k1.fma(q, a1);
                q = FloatVector.broadcast(FLOATS, query[qo + width + i]);
                b0 = k0.fma(q, b0);
                b1 = k1.fma(q, b1);
            }
            a0.mul(scale).intoArray(scores, so + c);
            a1.mul(scale).intoArray(scores, so + c + WIDTH);
            b0.mul(scale).intoArray(scores, so + c + size);
            b1.mul(scale).intoArray(scores, so + c + size + WIDTH);
        }
    }

    private static void scores1(
            float[] query,
            int qo,
            float[] keys,
            int ko,
            int width,
            float scale,
            float[] scores,
            int so) {
        for (int c = 0; c < BLOCK; c += 2 * WIDTH) {
            FloatVector a0 = FloatVector.zero(FLOATS);
            FloatVector a1 = a0;
            for (int i = 0; i < width; i++) {
                int at = ko + c + i * BLOCK;
                FloatVector q = FloatVector.broadcast(FLOATS, query[qo + i]);
                a0 = FloatVector.fromArray(FLOATS, keys, at).fma(q, a0);
                a1 = FloatVector.fromArray(FLOATS, keys, at + WIDTH).fma(q, a1);
            }
            a0.mul(scale).intoArray(scores, so + c);
            a1.mul(scale).intoArray(scores, so + c + WIDTH);
        }
    }

    /**
     * As {@link #scores} for n positions of a block of values, which serve as keys where one store
     * is both: their widths reach beyond what is read as values.
     *
     * @param values {@code [width / STRIP][BLOCK][STRIP]} from {@code vo} on
     */
    static void rowScores(
            int heads,
            float[] query,
            int qo,
            float[] values,
            int vo,
            int width,
            float scale,
            float[] scores,
            int so,
            int size,
            int n) {
        for (int h = 0; h < heads; h++) {
            for (int p = 0; p < n; p++) {
                float sum = rowScore(query, qo + h * width, values, vo + p * STRIP, width);
                scores[so + h * size + p] = scale * sum;
            }
        }
    }

    private static float rowScore(float[] query, int qo, float[] values, int vo, int width) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        int i = 0;
        for (; i + 2 * WIDTH <= width; i += 2 * WIDTH) {
            int at = vo + PagedKvStore.stripStep(i);
            s0 =
                    FloatVector.fromArray(FLOATS, query, qo + i)
                            .fma(FloatVector.fromArray(FLOATS, values, at), s0);
            s1 =
                    FloatVector.fromArray(FLOATS, query, qo + i + WIDTH)
                            .fma(FloatVector.fromArray(FLOATS, values, at + WIDTH), s1);
        }
        float sum = LaneSum.of(s0.add(s1));
        for (; i < width; i++) {
            sum = Math.fma(query[qo + i], values[vo + PagedKvStore.stripStep(i)], sum);
        }
        return sum;
    }

    /**
     * Adds the values of n positions times the weights of each head.
     *
     * @param out {@code [heads][width]} from {@code oo} on
     * @param values {@code [width / STRIP][BLOCK][STRIP]}, the first position's from {@code vo} on
     * @param weights {@code [heads][size]} from {@code wo} on, of which n are read
     */
    static void addWeighted(
            int heads,
            float[] out,
            int oo,
            int width,
            float[] values,
            int vo,
            float[] weights,
            int wo,
            int size,
            int n) {
        int h = 0;
        for (; h + 4 <= heads; h += 4) {
            int to = oo + h * width;
            addWeighted4(out, to, width, values, vo, weights, wo + h * size, size, n);
        }
        for (; h + 2 <= heads; h += 2) {
            int to = oo + h * width;
            addWeighted2(out, to, width, values, vo, weights, wo + h * size, size, n);
        }
        if (h < heads) {
            addWeighted1(out, oo + h * width, width, values, vo, weights, wo + h * size, n);
        }
        int tail = width / (2 * WIDTH) * (2 * WIDTH);
        for (h = 0; tail < width && h < heads; h++) {
            for (int c = tail; c < width; c++) {
                float sum = out[oo + h * width + c];
                for (int i = 0; i < n; i++) {
                    int at = vo + PagedKvStore.stripStep(c) + i * STRIP;
                    sum = Math.fma(values[at], weights[wo + h * size + i], sum);
                }
                out[oo + h * width + c] = sum;
            }
        }
    }

    private static void addWeighted4(
            float[] out,
            int oo,
            int width,
            float[] values,
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
                FloatVector v0 = FloatVector.fromArray(FLOATS, values, at);
                FloatVector v1 = FloatVector.fromArray(FLOATS, values, at + WIDTH);
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
            float[] values,
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
                FloatVector v0 = FloatVector.fromArray(FLOATS, values, at);
                FloatVector v1 = FloatVector.fromArray(FLOATS, values, at + WIDTH);
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
            float[] values,
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
                a0 = FloatVector.fromArray(FLOATS, values, at).fma(w, a0);
                a1 = FloatVector.fromArray(FLOATS, values, at + WIDTH).fma(w, a1);
            }
            a0.intoArray(out, oo + c);
            a1.intoArray(out, oo + c + WIDTH);
        }
    }
}
