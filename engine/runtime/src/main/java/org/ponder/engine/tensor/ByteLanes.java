package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/**
 * Signed bytes times their scales, as floats.
 *
 * <p>Where a vector has four floats, four bytes more are read than used: arrays of bytes must be
 * {@value #SLACK} longer than what they hold.
 */
final class ByteLanes {
    static final int SLACK = 4;

    private ByteLanes() {}

    /**
     * Rows of positions that share a scale for each position: {@code to[offset + r * columns + c] =
     * from[at + r * columns + c] * scales[so + c]}.
     *
     * @param columns in each row, a multiple of 32
     */
    static void byColumn(
            byte[] from,
            int at,
            int rows,
            int columns,
            float[] scales,
            int so,
            float[] to,
            int offset) {
        for (int c = 0; c < columns; c += WIDTH) {
            FloatVector scale = FloatVector.fromArray(FLOATS, scales, so + c);
            int end = rows * columns;
            for (int i = c; i < end; i += columns) {
                ((FloatVector)
                                ByteVector.fromArray(QUARTER_BYTES, from, at + i)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale)
                        .intoArray(to, offset + i);
            }
        }
    }

    /** As {@link #byColumn}, with a scale for each row. */
    static void byRow(
            byte[] from,
            int at,
            int rows,
            int columns,
            float[] scales,
            int so,
            float[] to,
            int offset) {
        for (int r = 0; r < rows; r++) {
            float scale = scales[so + r];
            int end = (r + 1) * columns;
            for (int i = r * columns; i < end; i += WIDTH) {
                ((FloatVector)
                                ByteVector.fromArray(QUARTER_BYTES, from, at + i)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale)
                        .intoArray(to, offset + i);
            }
        }
    }
}
