package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.LT;
import static jdk.incubator.vector.VectorOperators.ZERO_EXTEND_S2I;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.HALF_SHORTS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Half-float scales of a tile's rows, as floats. They are finite: {@link TileMatrix} packs no
 * other.
 */
final class HalfLanes {
    /** The lowest exponent bit of a float. */
    private static final int EXPONENT_ONE = 1 << 23;

    /** Between the exponents of a float and a half: 127 - 15. */
    private static final int BIAS = 112 << 23;

    private HalfLanes() {}

    /**
     * Turns vectors of one half for each row into floats.
     *
     * @param vectors how many, one after the other
     * @param target receives ROWS floats for each, from {@code to} on
     */
    static void widen(MemorySegment tile, long base, int vectors, float[] target, int to) {
        for (int v = 0; v < 2 * vectors; v++) {
            IntVector bits =
                    ((IntVector)
                                    ShortVector.fromMemorySegment(
                                                    HALF_SHORTS, tile, base + 2L * WIDTH * v, ORDER)
                                            .convertShape(ZERO_EXTEND_S2I, INTS, 0))
                            .lanewise(LSHL, 16);
            IntVector rest = bits.and(0x7fffffff).lanewise(LSHR, 3);
            // A subnormal half is its mantissa on top of the least normal one, less that one;
            // multiplying it up instead would meet subnormal floats, which are slow.
            FloatVector small = rest.add(BIAS + EXPONENT_ONE).reinterpretAsFloats().sub(0x1p-14f);
            rest.add(BIAS)
                    .reinterpretAsFloats()
                    .blend(small, rest.compare(LT, EXPONENT_ONE).cast(FLOATS))
                    .reinterpretAsInts()
                    .or(bits.and(0x80000000))
                    .reinterpretAsFloats()
                    .intoArray(target, to + v * WIDTH);
        }
    }
}
