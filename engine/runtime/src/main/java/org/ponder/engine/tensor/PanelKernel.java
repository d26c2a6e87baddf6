package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;

/**
 * Multiplies a panel of weights {@code [depth][ROWS]} by several input vectors and adds to their
 * outputs. Lanes are rows, so there is no horizontal sum and inputs and outputs stay as they are.
 *
 * <p>Six inputs and two vectors of rows keep twelve sums in flight, which hides the latency of the
 * multiply-add and fits the sixteen registers of AVX2.
 */
final class PanelKernel {
    private PanelKernel() {}

    /**
     * {@code out[oo + t*os + r] += sum over k of panel[po + k*ROWS + r] * x[xo + t*xs + k]} for t
     * below count, r below ROWS, k below depth.
     */
    static void multiply(
            float[] panel,
            int po,
            float[] x,
            int xo,
            int xs,
            int depth,
            float[] out,
            int oo,
            int os,
            int count) {
        int t = 0;
        for (; t + 6 <= count; t += 6) {
            multiply6(panel, po, x, xo + t * xs, xs, depth, out, oo + t * os, os);
        }
        for (; t + 2 <= count; t += 2) {
            multiply2(panel, po, x, xo + t * xs, xs, depth, out, oo + t * os, os);
        }
        if (t < count) {
            multiply1(panel, po, x, xo + t * xs, depth, out, oo + t * os);
        }
    }

    /** 6 input vectors at once. */
    private static void multiply6(
            float[] panel,
            int po,
            float[] x,
            int xo,
            int xs,
            int depth,
            float[] out,
            int oo,
            int os) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        FloatVector a1 = FloatVector.fromArray(FLOATS, out, oo + os);
        FloatVector b1 = FloatVector.fromArray(FLOATS, out, oo + os + WIDTH);
        FloatVector a2 = FloatVector.fromArray(FLOATS, out, oo + 2 * os);
        FloatVector b2 = FloatVector.fromArray(FLOATS, out, oo + 2 * os + WIDTH);
        FloatVector a3 = FloatVector.fromArray(FLOATS, out, oo + 3 * os);
        FloatVector b3 = FloatVector.fromArray(FLOATS, out, oo + 3 * os + WIDTH);
        FloatVector a4 = FloatVector.fromArray(FLOATS, out, oo + 4 * os);
        FloatVector b4 = FloatVector.fromArray(FLOATS, out, oo + 4 * os + WIDTH);
        FloatVector a5 = FloatVector.fromArray(FLOATS, out, oo + 5 * os);
        FloatVector b5 = FloatVector.fromArray(FLOATS, out, oo + 5 * os + WIDTH);
        int x1 = xo + xs;
        int x2 = xo + 2 * xs;
        int x3 = xo + 3 * xs;
        int x4 = xo + 4 * xs;
        int x5 = xo + 5 * xs;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS);
            FloatVector w1 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS + WIDTH);
            FloatVector v = FloatVector.broadcast(FLOATS, x[xo + k]);
            a0 = w0.fma(v, a0);
            b0 = w1.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, x[x1 + k]);
            a1 = w0.fma(v, a1);
            b1 = w1.fma(v, b1);
            v = FloatVector.broadcast(FLOATS, x[x2 + k]);
            a2 = w0.fma(v, a2);
            b2 = w1.fma(v, b2);
            v = FloatVector.broadcast(FLOATS, x[x3 + k]);
            a3 = w0.fma(v, a3);
            b3 = w1.fma(v, b3);
            v = FloatVector.broadcast(FLOATS, x[x4 + k]);
            a4 = w0.fma(v, a4);
            b4 = w1.fma(v, b4);
            v = FloatVector.broadcast(FLOATS, x[x5 + k]);
            a5 = w0.fma(v, a5);
            b5 = w1.fma(v, b5);
        }
        a0.intoArray(out, oo);
        b0.intoArray(out, oo + WIDTH);
        a1.intoArray(out, oo + os);
        b1.intoArray(out, oo + os + WIDTH);
        a2.intoArray(out, oo + 2 * os);
        b2.intoArray(out, oo + 2 * os + WIDTH);
        a3.intoArray(out, oo + 3 * os);
        b3.intoArray(out, oo + 3 * os + WIDTH);
        a4.intoArray(out, oo + 4 * os);
        b4.intoArray(out, oo + 4 * os + WIDTH);
        a5.intoArray(out, oo + 5 * os);
        b5.intoArray(out, oo + 5 * os + WIDTH);
    }

    /** 2 input vectors at once. */
    private static void multiply2(
            float[] panel,
            int po,
            float[] x,
            int xo,
            int xs,
            int depth,
            float[] out,
            int oo,
            int os) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        FloatVector a1 = FloatVector.fromArray(FLOATS, out, oo + os);
        FloatVector b1 = FloatVector.fromArray(FLOATS, out, oo + os + WIDTH);
        int x1 = xo + xs;
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS);
            FloatVector w1 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS + WIDTH);
            FloatVector v = FloatVector.broadcast(FLOATS, x[xo + k]);
            a0 = w0.fma(v, a0);
            b0 = w1.fma(v, b0);
            v = FloatVector.broadcast(FLOATS, x[x1 + k]);
            a1 = w0.fma(v, a1);
            b1 = w1.fma(v, b1);
        }
        a0.intoArray(out, oo);
        b0.intoArray(out, oo + WIDTH);
        a1.intoArray(out, oo + os);
        b1.intoArray(out, oo + os + WIDTH);
    }

    /** 1 input vector at once. */
    private static void multiply1(
            float[] panel, int po, float[] x, int xo, int depth, float[] out, int oo) {
        FloatVector a0 = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b0 = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        for (int k = 0; k < depth; k++) {
            FloatVector w0 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS);
            FloatVector w1 = FloatVector.fromArray(FLOATS, panel, po + k * ROWS + WIDTH);
            FloatVector v = FloatVector.broadcast(FLOATS, x[xo + k]);
            a0 = w0.fma(v, a0);
            b0 = w1.fma(v, b0);
        }
        a0.intoArray(out, oo);
        b0.intoArray(out, oo + WIDTH);
    }
}
