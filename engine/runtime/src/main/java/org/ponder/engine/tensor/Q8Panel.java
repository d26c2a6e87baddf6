package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORT;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Dequantizes Q8_0, blocks of a half-float scale and 32 signed bytes, into a panel whose lanes are
 * rows: four bytes of a row at a time go through a table of words, so that a quarter of the moves
 * are scalar.
 */
final class Q8Panel {
    private static final int BLOCK = 32;
    private static final int BLOCK_BYTES = 34;
    private static final int WORDS = 8;

    private Q8Panel() {}

    /** Words that the table takes, {@code [word][ROWS]}. */
    static int words(int depth) {
        return depth / 4 * ROWS;
    }

    /** Scales, {@code [block][ROWS]}. */
    static int scales(int depth) {
        return depth / BLOCK * ROWS;
    }

    /** Puts one row's part, which begins at {@code at}, into the table. */
    static void collect(
            MemorySegment data, long at, int depth, int row, int[] words, float[] scales) {
        for (int b = 0; b < depth / BLOCK; b++) {
            long from = at + (long) b * BLOCK_BYTES;
            scales[b * ROWS + row] = Float.float16ToFloat(data.get(SHORT, from));
            for (int j = 0; j < WORDS; j++) {
                words[(b * WORDS + j) * ROWS + row] = data.get(INT, from + 2 + 4L * j);
            }
        }
    }

    /** Writes the panel, {@code panel[po + i*ROWS + r]}. */
    static void expand(int[] words, float[] scales, int depth, float[] panel, int po) {
        for (int j = 0; j < depth / 4; j++) {
            int scale = j / WORDS * ROWS;
            for (int row = 0; row < ROWS; row += WIDTH) {
                IntVector w = IntVector.fromArray(INTS, words, j * ROWS + row);
                FloatVector s = FloatVector.fromArray(FLOATS, scales, scale + row);
                int to = po + 4 * j * ROWS + row;
                ((FloatVector) w.lanewise(LSHL, 24).lanewise(ASHR, 24).convert(I2F, 0))
                        .mul(s)
                        .intoArray(panel, to);
                ((FloatVector) w.lanewise(LSHL, 16).lanewise(ASHR, 24).convert(I2F, 0))
                        .mul(s)
                        .intoArray(panel, to + ROWS);
                ((FloatVector) w.lanewise(LSHL, 8).lanewise(ASHR, 24).convert(I2F, 0))
                        .mul(s)
                        .intoArray(panel, to + 2 * ROWS);
                ((FloatVector) w.lanewise(ASHR, 24).convert(I2F, 0))
                        .mul(s)
                        .intoArray(panel, to + 3 * ROWS);
            }
        }
    }
}
