package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;
import static org.ponder.engine.tensor.RoundedInputs.SLICE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Multiplies a panel of whole weights from -8 to 7 by six rounded inputs. Lanes are rows, 16 bits
 * each, twice as many as in float: 32 products of at most 8 * 127 cannot overflow them. Sums of 32
 * columns are then scaled and added up in float.
 *
 * <p>The two steps are methods of their own and go through an array: Java compiles small loops well
 * and puts vectors into objects where there is too much code around them.
 */
final class ShortKernel {
    /** Columns in one sum. */
    static final int BLOCK = RoundedInputs.BLOCK;

    /** Rows of a panel: two tiles. */
    static final int PANEL_ROWS = 2 * ROWS;

    /** Ints of one column of a panel, and of one input's sums of a block. */
    static final int COLUMN = PANEL_ROWS / 2;

    /** Ints of one input's sums. */
    static final int SUMS = RoundedInputs.BLOCKS * COLUMN;

    /** By how much a sum in the upper half of an int is too large. */
    static final float UNIT = 0x1p16f;

    private static final int UPPER = 0xffff0000;

    private ShortKernel() {}

    /**
     * Writes {@code sums[t][block][lane]}: the products of a block's columns, for t below 6.
     *
     * @param panel {@code [column][tile][lane]}: an int of tile and lane l holds the weights of row
     *     l in its lower half and of row l + WIDTH in the upper one
     * @param x pairs of {@link RoundedInputs}, the first at {@code xo}
     * @param sums receives row l in the lower half and row l + WIDTH in the upper one
     */
    static void multiply(int[] panel, int blocks, int[] x, int xo, int[] sums) {
        for (int block = 0; block < blocks; block++) {
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
            ShortVector v;
            int p = block * BLOCK * COLUMN;
            int x0 = xo + block * BLOCK;
            int x1 = x0 + SLICE;
            int x2 = x1 + SLICE;
            int x3 = x2 + SLICE;
            int x4 = x3 + SLICE;
            int x5 = x4 + SLICE;
            for (int k = 0; k < BLOCK; k++) {
                ShortVector w =
                        IntVector.fromArray(INTS, panel, p + k * COLUMN).reinterpretAsShorts();
                ShortVector u =
                        IntVector.fromArray(INTS, panel, p + k * COLUMN + WIDTH)
                                .reinterpretAsShorts();
                v = IntVector.broadcast(INTS, x[x0 + k]).reinterpretAsShorts();
                a0 = w.mul(v).add(a0);
                b0 = u.mul(v).add(b0);
                v = IntVector.broadcast(INTS, x[x1 + k]).reinterpretAsShorts();
                a1 = w.mul(v).add(a1);
                b1 = u.mul(v).add(b1);
                v = IntVector.broadcast(INTS, x[x2 + k]).reinterpretAsShorts();
                a2 = w.mul(v).add(a2);
                b2 = u.mul(v).add(b2);
                v = IntVector.broadcast(INTS, x[x3 + k]).reinterpretAsShorts();
                a3 = w.mul(v).add(a3);
                b3 = u.mul(v).add(b3);
                v = IntVector.broadcast(INTS, x[x4 + k]).reinterpretAsShorts();
                a4 = w.mul(v).add(a4);
                b4 = u.mul(v).add(b4);
                v = IntVector.broadcast(INTS, x[x5 + k]).reinterpretAsShorts();
                a5 = w.mul(v).add(a5);
                b5 = u.mul(v).add(b5);
            }
            int to = block * COLUMN;
            a0.reinterpretAsInts().intoArray(sums, to);
            b0.reinterpretAsInts().intoArray(sums, to + WIDTH);
            a1.reinterpretAsInts().intoArray(sums, to + SUMS);
            b1.reinterpretAsInts().intoArray(sums, to + SUMS + WIDTH);
            a2.reinterpretAsInts().intoArray(sums, to + 2 * SUMS);
            b2.reinterpretAsInts().intoArray(sums, to + 2 * SUMS + WIDTH);
            a3.reinterpretAsInts().intoArray(sums, to + 3 * SUMS);
            b3.reinterpretAsInts().intoArray(sums, to + 3 * SUMS + WIDTH);
            a4.reinterpretAsInts().intoArray(sums, to + 4 * SUMS);
            b4.reinterpretAsInts().intoArray(sums, to + 4 * SUMS + WIDTH);
            a5.reinterpretAsInts().intoArray(sums, to + 5 * SUMS);
            b5.reinterpretAsInts().intoArray(sums, to + 5 * SUMS + WIDTH);
        }
    }

    /**
     * Adds to {@code out[oo + t*PANEL_ROWS + r]} the sums times the scales of row and input, for t
     * below 6. A sum is taken where it stands in the upper half of its int, {@link #UNIT} times too
     * large.
     *
     * @param rowScales {@code [block][row]}, divided by {@link #UNIT}
     * @param inputScales of {@link RoundedInputs}, the first at {@code xo}
     */
    static void scale(
            int[] sums,
            int blocks,
            float[] rowScales,
            float[] inputScales,
            int xo,
            float[] out,
            int oo) {
        for (int t = 0; t < RoundedInputs.SIX; t += 2) {
            int o = oo + t * PANEL_ROWS;
            int p = o + PANEL_ROWS;
            FloatVector a0 = FloatVector.fromArray(FLOATS, out, o);
            FloatVector a1 = FloatVector.fromArray(FLOATS, out, o + WIDTH);
            FloatVector a2 = FloatVector.fromArray(FLOATS, out, o + 2 * WIDTH);
            FloatVector a3 = FloatVector.fromArray(FLOATS, out, o + 3 * WIDTH);
            FloatVector b0 = FloatVector.fromArray(FLOATS, out, p);
            FloatVector b1 = FloatVector.fromArray(FLOATS, out, p + WIDTH);
            FloatVector b2 = FloatVector.fromArray(FLOATS, out, p + 2 * WIDTH);
            FloatVector b3 = FloatVector.fromArray(FLOATS, out, p + 3 * WIDTH);
            int x0 = xo + t * RoundedInputs.BLOCKS;
            int x1 = x0 + RoundedInputs.BLOCKS;
            int s = t * SUMS;
            for (int block = 0; block < blocks; block++) {
                int r = block * PANEL_ROWS;
                FloatVector r0 = FloatVector.fromArray(FLOATS, rowScales, r);
                FloatVector r1 = FloatVector.fromArray(FLOATS, rowScales, r + WIDTH);
                FloatVector r2 = FloatVector.fromArray(FLOATS, rowScales, r + 2 * WIDTH);
                FloatVector r3 = FloatVector.fromArray(FLOATS, rowScales, r + 3 * WIDTH);
                FloatVector x = FloatVector.broadcast(FLOATS, inputScales[x0 + block]);
                IntVector i = IntVector.fromArray(INTS, sums, s + block * COLUMN);
                IntVector j = IntVector.fromArray(INTS, sums, s + block * COLUMN + WIDTH);
                a0 = ((FloatVector) i.lanewise(LSHL, 16).convert(I2F, 0)).fma(r0.mul(x), a0);
                a1 = ((FloatVector) i.and(UPPER).convert(I2F, 0)).fma(r1.mul(x), a1);
                a2 = ((FloatVector) j.lanewise(LSHL, 16).convert(I2F, 0)).fma(r2.mul(x), a2);
                a3 = ((FloatVector) j.and(UPPER).convert(I2F, 0)).fma(r3.mul(x), a3);
                x = FloatVector.broadcast(FLOATS, inputScales[x1 + block]);
                i = IntVector.fromArray(INTS, sums, s + SUMS + block * COLUMN);
                j = IntVector.fromArray(INTS, sums, s + SUMS + block * COLUMN + WIDTH);
                b0 = ((FloatVector) i.lanewise(LSHL, 16).convert(I2F, 0)).fma(r0.mul(x), b0);
                b1 = ((FloatVector) i.and(UPPER).convert(I2F, 0)).fma(r1.mul(x), b1);
                b2 = ((FloatVector) j.lanewise(LSHL, 16).convert(I2F, 0)).fma(r2.mul(x), b2);
                b3 = ((FloatVector) j.and(UPPER).convert(I2F, 0)).fma(r3.mul(x), b3);
            }
            a0.intoArray(out, o);
            a1.intoArray(out, o + WIDTH);
            a2.intoArray(out, o + 2 * WIDTH);
            a3.intoArray(out, o + 3 * WIDTH);
            b0.intoArray(out, p);
            b1.intoArray(out, p + WIDTH);
            b2.intoArray(out, p + 2 * WIDTH);
            b3.intoArray(out, p + 3 * WIDTH);
        }
    }
}
