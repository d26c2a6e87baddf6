package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Multiplies a panel of whole numbers {@code [pair][ROWS][2]} by several rounded inputs and adds to
 * their outputs.
 *
 * <p>Two vectors of rows and eight inputs keep sixteen sums in flight, which fits the 32 registers
 * of AVX-512; elsewhere four inputs fit sixteen.
 */
final class TileKernel {
    /** Inputs that are taken at once, at most. */
    static final int MOST_INPUTS = 8;

    /** Inputs that are taken at once where there are enough of them. */
    private static final int INPUTS = WIDTH >= 16 ? MOST_INPUTS : 4;

    /** Shorts of a panel for one pair. */
    private static final int STEP = 2 * ROWS;

    /** Shorts of the sums of one part. */
    static final int LANES = MOST_INPUTS * STEP;

    private TileKernel() {}

    /** Adds the products of a slice; outputs of input t begin at {@code oo + t * os}. */
    static void multiply(
            TileSlice slice, RoundedInputs in, int count, float[] out, int oo, int os) {
        int pairs = slice.partColumns / 2;
        int stride = in.pairStride();
        for (int t = 0; t < count; ) {
            int taken = count - t > 4 ? INPUTS : 4;
            int x = t * stride + slice.column / 2;
            if (taken == 4) {
                lanes4(slice.panel, slice.parts, pairs, in.pairs(), x, stride, slice.lanes);
            } else {
                lanes8(slice.panel, slice.parts, pairs, in.pairs(), x, stride, slice.lanes);
            }
            int used = Math.min(taken, count - t);
            for (int i = 0; i < used; i++) {
                addScaled(slice, in, t + i, i, out, oo + (t + i) * os);
                if (slice.hasOffsets) {
                    slice.addOffsets(in, t + i, out, oo + (t + i) * os);
                }
            }
            t += taken;
        }
    }

    /**
     * Adds {@code scale * sum} of all parts to the outputs of one input, the i-th of those taken.
     */
    private static void addScaled(
            TileSlice slice, RoundedInputs in, int input, int i, float[] out, int oo) {
        float[] inputScales = in.scales();
        int so = input * in.blockStride() + slice.column / Rounding.BLOCK;
        int shift = slice.partColumns == Rounding.BLOCK ? 0 : 1;
        short[] lanes = slice.lanes;
        float[] scales = slice.scales;
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        for (int part = 0; part < slice.parts; part++) {
            FloatVector x = FloatVector.broadcast(FLOATS, inputScales[so + (part >> shift)]);
            int from = part * LANES + i * STEP;
            int at = part * ROWS;
            // The two columns of a row come together.
            IntVector v = ShortVector.fromArray(SHORTS, lanes, from).reinterpretAsInts();
            v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
            a =
                    ((FloatVector) v.convert(I2F, 0))
                            .fma(FloatVector.fromArray(FLOATS, scales, at).mul(x), a);
            v = ShortVector.fromArray(SHORTS, lanes, from + ROWS).reinterpretAsInts();
            v = v.lanewise(ASHR, 16).add(v.lanewise(LSHL, 16).lanewise(ASHR, 16));
            b =
                    ((FloatVector) v.convert(I2F, 0))
                            .fma(FloatVector.fromArray(FLOATS, scales, at + WIDTH).mul(x), b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    /** 8 inputs at once. */
    private static void lanes8(
            short[] panel, int parts, int pairs, int[] in, int xo, int stride, short[] lanes) {
        for (int part = 0; part < parts; part++) {
            int po = part * pairs * STEP;
            int x0 = xo + part * pairs;
            int x1 = x0 + stride;
            int x2 = x1 + stride;
            int x3 = x2 + stride;
            int x4 = x3 + stride;
            int x5 = x4 + stride;
            int x6 = x5 + stride;
            int x7 = x6 + stride;
            ShortVector a0 = ShortVector.zero(SHORTS);
            ShortVector b0 = a0;
            ShortVector a1 = a0;
            ShortVector b1 = a0;
            ShortVector a2 = a0;
            ShortVector b2 = a0;
            ShortVector a3 = a0;
            ShortVector b3 = a0;
            ShortVector a4 = a0;
            ShortVector b4 = a0;
            ShortVector a5 = a0;
            ShortVector b5 = a0;
            ShortVector a6 = a0;
            ShortVector b6 = a0;
            ShortVector a7 = a0;
            ShortVector b7 = a0;
            for (int p = 0; p < pairs; p++) {
                ShortVector u = ShortVector.fromArray(SHORTS, panel, po + p * STEP);
                ShortVector v = ShortVector.fromArray(SHORTS, panel, po + p * STEP + ROWS);
                ShortVector x = IntVector.broadcast(INTS, in[x0 + p]).reinterpretAsShorts();
                a0 = u.mul(x).add(a0);
                b0 = v.mul(x).add(b0);
                x = IntVector.broadcast(INTS, in[x1 + p]).reinterpretAsShorts();
                a1 = u.mul(x).add(a1);
                b1 = v.mul(x).add(b1);
                x = IntVector.broadcast(INTS, in[x2 + p]).reinterpretAsShorts();
                a2 = u.mul(x).add(a2);
                b2 = v.mul(x).add(b2);
                x = IntVector.broadcast(INTS, in[x3 + p]).reinterpretAsShorts();
                a3 = u.mul(x).add(a3);
                b3 = v.mul(x).add(b3);
                x = IntVector.broadcast(INTS, in[x4 + p]).reinterpretAsShorts();
                a4 = u.mul(x).add(a4);
                b4 = v.mul(x).add(b4);
                x = IntVector.broadcast(INTS, in[x5 + p]).reinterpretAsShorts();
                a5 = u.mul(x).add(a5);
                b5 = v.mul(x).add(b5);
                x = IntVector.broadcast(INTS, in[x6 + p]).reinterpretAsShorts();
                a6 = u.mul(x).add(a6);
                b6 = v.mul(x).add(b6);
                x = IntVector.broadcast(INTS, in[x7 + p]).reinterpretAsShorts();
                a7 = u.mul(x).add(a7);
                b7 = v.mul(x).add(b7);
            }
            int to = part * LANES;
            a0.intoArray(lanes, to);
            b0.intoArray(lanes, to + ROWS);
            a1.intoArray(lanes, to + 2 * ROWS);
            b1.intoArray(lanes, to + 3 * ROWS);
            a2.intoArray(lanes, to + 4 * ROWS);
            b2.intoArray(lanes, to + 5 * ROWS);
            a3.intoArray(lanes, to + 6 * ROWS);
            b3.intoArray(lanes, to + 7 * ROWS);
            a4.intoArray(lanes, to + 8 * ROWS);
            b4.intoArray(lanes, to + 9 * ROWS);
            a5.intoArray(lanes, to + 10 * ROWS);
            b5.intoArray(lanes, to + 11 * ROWS);
            a6.intoArray(lanes, to + 12 * ROWS);
            b6.intoArray(lanes, to + 13 * ROWS);
            a7.intoArray(lanes, to + 14 * ROWS);
            b7.intoArray(lanes, to + 15 * ROWS);
        }
    }

    /** 4 inputs at once. */
    private static void lanes4(
            short[] panel, int parts, int pairs, int[] in, int xo, int stride, short[] lanes) {
        for (int part = 0; part < parts; part++) {
            int po = part * pairs * STEP;
            int x0 = xo + part * pairs;
            int x1 = x0 + stride;
            int x2 = x1 + stride;
            int x3 = x2 + stride;
            ShortVector a0 = ShortVector.zero(SHORTS);
            ShortVector b0 = a0;
            ShortVector a1 = a0;
            ShortVector b1 = a0;
            ShortVector a2 = a0;
            ShortVector b2 = a0;
            ShortVector a3 = a0;
            ShortVector b3 = a0;
            for (int p = 0; p < pairs; p++) {
                ShortVector u = ShortVector.fromArray(SHORTS, panel, po + p * STEP);
                ShortVector v = ShortVector.fromArray(SHORTS, panel, po + p * STEP + ROWS);
                ShortVector x = IntVector.broadcast(INTS, in[x0 + p]).reinterpretAsShorts();
                a0 = u.mul(x).add(a0);
                b0 = v.mul(x).add(b0);
                x = IntVector.broadcast(INTS, in[x1 + p]).reinterpretAsShorts();
                a1 = u.mul(x).add(a1);
                b1 = v.mul(x).add(b1);
                x = IntVector.broadcast(INTS, in[x2 + p]).reinterpretAsShorts();
                a2 = u.mul(x).add(a2);
                b2 = v.mul(x).add(b2);
                x = IntVector.broadcast(INTS, in[x3 + p]).reinterpretAsShorts();
                a3 = u.mul(x).add(a3);
                b3 = v.mul(x).add(b3);
            }
            int to = part * LANES;
            a0.intoArray(lanes, to);
            b0.intoArray(lanes, to + ROWS);
            a1.intoArray(lanes, to + 2 * ROWS);
            b1.intoArray(lanes, to + 3 * ROWS);
            a2.intoArray(lanes, to + 4 * ROWS);
            b2.intoArray(lanes, to + 5 * ROWS);
            a3.intoArray(lanes, to + 6 * ROWS);
            b3.intoArray(lanes, to + 7 * ROWS);
        }
    }
}
