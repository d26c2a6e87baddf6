package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.HALF_SHORTS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * One row of weights times one input vector, straight from the file's layout, for the types that
 * need little unpacking. Lanes are columns; four sums keep the multiply-add units busy.
 *
 * <p>Conversions are written out where they are used: a helper that takes or returns vectors and is
 * not inlined costs an allocation for each vector.
 */
final class RowKernels {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ORDER);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);

    /** Half-float bits, moved to a float's sign and mantissa, are short of this factor. */
    private static final float HALF_BIAS = 0x1p112f;

    private static final int HALF_MASK = 0x8fffe000;

    /** The bits of a half's exponent, and the lowest of them. */
    private static final short EXPONENT = 0x7c00;

    private static final short EXPONENT_ONE = 0x0400;

    private RowKernels() {}

    /**
     * Reads a byte. Java ends where vectors meet bytes that cannot be read, since another program
     * cut the file short, unless the compiled code around them reads so, too: then it throws.
     */
    private static void readPlainly(MemorySegment data, long base) {
        byte _ = data.get(ValueLayout.JAVA_BYTE, base);
    }

    static float f32(MemorySegment data, long base, float[] x, int xo, int n) {
        readPlainly(data, base);
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        FloatVector s2 = s0;
        FloatVector s3 = s0;
        int step = 4 * WIDTH;
        int i = 0;
        for (; i + step <= n; i += step) {
            long at = base + 4L * i;
            s0 =
                    FloatVector.fromMemorySegment(FLOATS, data, at, ORDER)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i), s0);
            s1 =
                    FloatVector.fromMemorySegment(FLOATS, data, at + 4L * WIDTH, ORDER)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i + WIDTH), s1);
            s2 =
                    FloatVector.fromMemorySegment(FLOATS, data, at + 8L * WIDTH, ORDER)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i + 2 * WIDTH), s2);
            s3 =
                    FloatVector.fromMemorySegment(FLOATS, data, at + 12L * WIDTH, ORDER)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i + 3 * WIDTH), s3);
        }
        float sum = LaneSum.of(s0.add(s1).add(s2.add(s3)));
        for (; i < n; i++) {
            sum += data.get(FLOAT, base + 4L * i) * x[xo + i];
        }
        return sum;
    }

    static float bf16(MemorySegment data, long base, float[] x, int xo, int n) {
        readPlainly(data, base);
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        int i = 0;
        for (; i + 2 * WIDTH <= n; i += 2 * WIDTH) {
            IntVector a =
                    (IntVector)
                            ShortVector.fromMemorySegment(HALF_SHORTS, data, base + 2L * i, ORDER)
                                    .convertShape(ZERO_EXTEND_S2I, INTS, 0);
            IntVector b =
                    (IntVector)
                            ShortVector.fromMemorySegment(
                                            HALF_SHORTS, data, base + 2L * (i + WIDTH), ORDER)
                                    .convertShape(ZERO_EXTEND_S2I, INTS, 0);
            s0 =
                    a.lanewise(LSHL, 16)
                            .reinterpretAsFloats()
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i), s0);
            s1 =
                    b.lanewise(LSHL, 16)
                            .reinterpretAsFloats()
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i + WIDTH), s1);
        }
        float sum = LaneSum.of(s0.add(s1));
        for (; i < n; i++) {
            sum += Float.intBitsToFloat(data.get(SHORT, base + 2L * i) << 16) * x[xo + i];
        }
        return sum;
    }

    /** Whether a half is finite: its exponent does not have all bits. */
    static boolean isFinite(short half) {
        return (half & EXPONENT) != EXPONENT;
    }

    /** The same of a row: with all bits of the exponent, one more is carried to the sign. */
    static boolean areFinite(MemorySegment data, long base, int n) {
        readPlainly(data, base);
        ShortVector seen = ShortVector.zero(SHORTS);
        int i = 0;
        for (; i + SHORTS.length() <= n; i += SHORTS.length()) {
            seen =
                    ShortVector.fromMemorySegment(SHORTS, data, base + 2L * i, ORDER)
                            .and(EXPONENT)
                            .add(EXPONENT_ONE)
                            .or(seen);
        }
        boolean finite = !seen.compare(LT, 0).anyTrue();
        for (; i < n; i++) {
            finite &= isFinite(data.get(SHORT, base + 2L * i));
        }
        return finite;
    }

    /** Halves must be finite: {@link #areFinite}. */
    static float f16(MemorySegment data, long base, float[] x, int xo, int n) {
        readPlainly(data, base);
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector s1 = s0;
        int i = 0;
        for (; i + 2 * WIDTH <= n; i += 2 * WIDTH) {
            IntVector a =
                    (IntVector)
                            ShortVector.fromMemorySegment(HALF_SHORTS, data, base + 2L * i, ORDER)
                                    .convertShape(ZERO_EXTEND_S2I, INTS, 0);
            IntVector b =
                    (IntVector)
                            ShortVector.fromMemorySegment(
                                            HALF_SHORTS, data, base + 2L * (i + WIDTH), ORDER)
                                    .convertShape(ZERO_EXTEND_S2I, INTS, 0);
            s0 =
                    a.lanewise(LSHL, 16)
                            .lanewise(ASHR, 3)
                            .and(HALF_MASK)
                            .reinterpretAsFloats()
                            .mul(HALF_BIAS)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i), s0);
            s1 =
                    b.lanewise(LSHL, 16)
                            .lanewise(ASHR, 3)
                            .and(HALF_MASK)
                            .reinterpretAsFloats()
                            .mul(HALF_BIAS)
                            .fma(FloatVector.fromArray(FLOATS, x, xo + i + WIDTH), s1);
        }
        float sum = LaneSum.of(s0.add(s1));
        for (; i < n; i++) {
            sum += Float.float16ToFloat(data.get(SHORT, base + 2L * i)) * x[xo + i];
        }
        return sum;
    }
}
