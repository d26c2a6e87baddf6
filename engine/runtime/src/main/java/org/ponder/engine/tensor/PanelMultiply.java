package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;

import java.util.Arrays;

/**
 * Many inputs at once: weights are dequantized once into panels and multiplied in float.
 *
 * <p>A few panels of a slice of columns fit the second-level cache beside a group of inputs; one
 * panel and six inputs fit the first.
 */
final class PanelMultiply {
    /** Columns of a slice: whole blocks of every type. A panel of 16 rows is then 16 KiB. */
    private static final int DEPTH = 256;

    /** Inputs that share a pass over the panels: 96 KiB of a slice. */
    private static final int GROUP = 96;

    /** Rows that one task should take together. */
    static final int TASK_ROWS = 64;

    private PanelMultiply() {}

    static void multiply(
            RowMatrix matrix, int from, int to, Inputs in, float[] out, Scratch scratch) {
        int rows = matrix.rows();
        int columns = matrix.columns();
        int count = in.count();
        int panels = (to - from + ROWS - 1) / ROWS;
        int whole = (to - from) / ROWS;
        float[] panel = scratch.panel(panels * ROWS * DEPTH);
        float[] edge = whole < panels ? scratch.edge(count * ROWS) : out;
        if (whole < panels) {
            Arrays.fill(edge, 0, count * ROWS, 0f);
        }
        for (int t = 0; t < count; t++) {
            Arrays.fill(out, t * rows + from, t * rows + to, 0f);
        }
        for (int k = 0; k < columns; k += DEPTH) {
            int depth = Math.min(DEPTH, columns - k);
            for (int p = 0; p < panels; p++) {
                matrix.expand(from + p * ROWS, k, depth, panel, p * ROWS * DEPTH, scratch);
            }
            for (int t = 0; t < count; t += GROUP) {
                int group = Math.min(GROUP, count - t);
                int at = t * columns + k;
                for (int p = 0; p < panels; p++) {
                    boolean partial = p >= whole;
                    PanelKernel.multiply(
                            panel,
                            p * ROWS * DEPTH,
                            in.values(),
                            at,
                            columns,
                            depth,
                            partial ? edge : out,
                            partial ? t * ROWS : t * rows + from + p * ROWS,
                            partial ? ROWS : rows,
                            group);
                }
            }
        }
        if (whole < panels) {
            int row = from + whole * ROWS;
            for (int t = 0; t < count; t++) {
                System.arraycopy(edge, t * ROWS, out, t * rows + row, to - row);
            }
        }
    }
}
