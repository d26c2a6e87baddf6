package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.RoundedInputs.BLOCK;
import static org.ponder.engine.tensor.RoundedInputs.BLOCKS;
import static org.ponder.engine.tensor.RoundedInputs.SIX;
import static org.ponder.engine.tensor.RoundedInputs.SLICE;
import static org.ponder.engine.tensor.ShortKernel.COLUMN;
import static org.ponder.engine.tensor.ShortKernel.PANEL_ROWS;
import static org.ponder.engine.tensor.ShortKernel.SUMS;

import java.util.Arrays;

/**
 * Many inputs at once, in 16 bits: the weights of two tiles are taken apart once for all inputs.
 *
 * <p>A panel of 256 columns fits the first-level cache beside six inputs.
 */
final class ShortMultiply {
    private ShortMultiply() {}

    static void multiply(
            TileMatrix matrix,
            WholeTiles format,
            int from,
            int to,
            Inputs in,
            float[] out,
            Scratch scratch) {
        for (int row = from; row < to; row += PANEL_ROWS) {
            multiplyPanel(matrix, format, row, Math.min(PANEL_ROWS, to - row), in, out, scratch);
        }
    }

    private static void multiplyPanel(
            TileMatrix matrix,
            WholeTiles format,
            int row,
            int rows,
            Inputs in,
            float[] out,
            Scratch scratch) {
        int columns = matrix.columns();
        int count = in.count();
        int[] panel = scratch.wholePanel(SLICE * COLUMN);
        float[] scales = scratch.panel(BLOCKS * PANEL_ROWS);
        int[] sums = scratch.blockSums(SIX * SUMS);
        float[] products = scratch.edge((count + SIX - 1) * PANEL_ROWS);
        Arrays.fill(products, 0, count * PANEL_ROWS, 0f);
        RoundedInputs x = in.rounded();
        for (int k = 0; k < columns; k += SLICE) {
            int blocks = Math.min(SLICE, columns - k) / BLOCK;
            for (int r = 0; r < rows; r += ROWS) {
                // Without a second tile its lanes hold what was there: nobody looks at them.
                matrix.expandWhole(format, row + r, k, blocks, panel, scales, r);
            }
            for (int t = 0; t < count; t += SIX) {
                int at = x.at(k, t);
                ShortKernel.multiply(panel, blocks, x.pairs(), at, sums);
                ShortKernel.scale(
                        sums, blocks, scales, x.scales(), at / BLOCK, products, t * PANEL_ROWS);
            }
        }
        for (int t = 0; t < count; t++) {
            System.arraycopy(products, t * PANEL_ROWS, out, t * matrix.rows() + row, rows);
        }
    }
}
