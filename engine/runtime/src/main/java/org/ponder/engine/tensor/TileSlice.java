package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/** Up to 256 columns of one tile, and one task's working memory for them. */
final class TileSlice {
    /** Columns of a slice: whole blocks of every type. */
    static final int COLUMNS = 256;

    /** The tile. */
    MemorySegment tile = MemorySegment.NULL;

    /** Where it begins. */
    long base;

    /** The first block of the slice. */
    int block;

    /** Blocks of the slice. */
    int count;

    /** The first column of the slice. */
    int column;

    /** Parts of the slice. */
    int parts;

    /** Columns of a part. */
    int partColumns;

    /** Whether {@link #offsets} hold something. */
    boolean hasOffsets;

    /** {@code [part][ROWS]}, parts of 16 or 32 columns. */
    final float[] scales = new float[COLUMNS / 16 * ROWS];

    /** Whole numbers, {@code [part][ROWS]}. */
    final float[] sums = new float[COLUMNS / 16 * ROWS];

    /** {@code [32 columns][ROWS]}. */
    final float[] offsets = new float[COLUMNS / Rounding.BLOCK * ROWS];

    /** Half-float scales of blocks, as floats. */
    final float[] halves = new float[2 * ROWS];

    /** Whole numbers of the weights, {@code [pair][ROWS][2]}. */
    final short[] panel = new short[COLUMNS * ROWS];

    /** Sums of several inputs in 16-bit lanes, {@code [part][input][ROWS][2]}. */
    final short[] lanes = new short[COLUMNS / 16 * TileKernel.LANES];

    /** Adds scale times sum, part by part, of one input: {@code out[oo + r]}. */
    void addScaledSums(RoundedInputs in, int input, float[] out, int oo) {
        float[] inputScales = in.scales();
        int so = input * in.blockStride() + column / Rounding.BLOCK;
        int shift = partColumns == Rounding.BLOCK ? 0 : 1;
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        for (int part = 0; part < parts; part++) {
            FloatVector x = FloatVector.broadcast(FLOATS, inputScales[so + (part >> shift)]);
            int at = part * ROWS;
            a =
                    FloatVector.fromArray(FLOATS, sums, at)
                            .fma(FloatVector.fromArray(FLOATS, scales, at).mul(x), a);
            b =
                    FloatVector.fromArray(FLOATS, sums, at + WIDTH)
                            .fma(FloatVector.fromArray(FLOATS, scales, at + WIDTH).mul(x), b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    /** Adds the offsets times the sums of one input. */
    void addOffsets(RoundedInputs in, int input, float[] out, int oo) {
        float[] inputSums = in.sums();
        int so = input * in.blockStride() + column / Rounding.BLOCK;
        int parts32 = parts * partColumns / Rounding.BLOCK;
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        for (int i = 0; i < parts32; i++) {
            FloatVector x = FloatVector.broadcast(FLOATS, inputSums[so + i]);
            a = FloatVector.fromArray(FLOATS, offsets, i * ROWS).fma(x, a);
            b = FloatVector.fromArray(FLOATS, offsets, i * ROWS + WIDTH).fma(x, b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }
}
