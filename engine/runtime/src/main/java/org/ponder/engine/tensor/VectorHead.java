package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/** One query head over the positions of one page of keys or values. */
final class VectorHead {
    private VectorHead() {}

    /** {@code scores[so + i] = scale * dot(query, keys of position i)} for i below n. */
    static void scores(
            float[] query,
            int qo,
            float[] keys,
            int ko,
            int stride,
            int width,
            float scale,
            float[] scores,
            int so,
            int n) {
        for (int i = 0; i < n; i++) {
            float sum = VectorMath.dot(query, qo, keys, ko + i * stride, width);
            scores[so + i] = scale * sum;
        }
    }

    /** Adds values times weights, with the sums of some columns in registers at a time. */
    static void addWeighted(
            float[] out,
            int oo,
            float[] values,
            int vo,
            int stride,
            int width,
            float[] weights,
            int wo,
            int n) {
        int c = 0;
        for (; c + 4 * WIDTH <= width; c += 4 * WIDTH) {
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, oo + c);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, oo + c + WIDTH);
            FloatVector a2 = FloatVector.fromArray(FLOATS, out, oo + c + 2 * WIDTH);
            FloatVector a3 = FloatVector.fromArray(FLOATS, out, oo + c + 3 * WIDTH);
            int v = vo + c;
            for (int i = 0; i < n; i++) {
                FloatVector w = FloatVector.broadcast(FLOATS, weights[wo + i]);
                int at = v + i * stride;
                a0 = FloatVector.fromArray(FLOATS, values, at).fma(w, a0);
                a1 = FloatVector.fromArray(FLOATS, values, at + WIDTH).fma(w, a1);
                a2 = FloatVector.fromArray(FLOATS, values, at + 2 * WIDTH).fma(w, a2);
                a3 = FloatVector.fromArray(FLOATS, values, at + 3 * WIDTH).fma(w, a3);
            }
            a0.intoArray(out, oo + c);
            a1.intoArray(out, oo + c + WIDTH);
            a2.intoArray(out, oo + c + 2 * WIDTH);
            a3.intoArray(out, oo + c + 3 * WIDTH);
        }
        for (; c < width; c++) {
            float sum = out[oo + c];
            for (int i = 0; i < n; i++) {
                sum = Math.fma(values[vo + c + i * stride], weights[wo + i], sum);
            }
            out[oo + c] = sum;
        }
    }
}
