package org.ponder.engine.tensor;

import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The product of a matrix and {@code count} inputs in plain loops; one task is some rows. Many
 * inputs are multiplied side by side, which Java's compiler makes vectors of; the sums are the
 * same.
 */
final class ScalarProduct implements IntConsumer {
    /** Multiply-adds worth a hand-off to another thread. */
    private static final long WORK_PER_TASK = 1 << 15;

    /** Weights that are dequantized at a time, where a row is not longer. */
    private static final int WEIGHTS_AT_A_TIME = 1 << 12;

    private static final int SIDE_BY_SIDE = ScalarMath.SIDE_BY_SIDE;

    private final Matrix matrix;
    private final float[] in;
    private final int count;
    private final float[] out;
    private final int rows;
    private final int columns;
    private final int rowsOfTask;

    /** Inputs as {@link ScalarMath#dots} takes them; null where they are too few. */
    private final float @Nullable [][] groups;

    /**
     * @param in {@code [count][columns]}
     * @param out {@code [count][rows]}
     */
    ScalarProduct(Matrix matrix, float[] in, int count, float[] out) {
        this.matrix = matrix;
        this.in = in;
        this.count = count;
        this.out = out;
        rows = matrix.rows();
        columns = matrix.columns();
        rowsOfTask = Math.clamp(WORK_PER_TASK / ((long) columns * count), 1, rows);
        groups = count < SIDE_BY_SIDE ? null : groups();
    }

    int tasks() {
        return Math.ceilDiv(rows, rowsOfTask);
    }

    private float[][] groups() {
        float[][] made = new float[Math.ceilDiv(count, SIDE_BY_SIDE)][columns * SIDE_BY_SIDE];
        for (int t = 0; t < count; t++) {
            float[] group = made[t / SIDE_BY_SIDE];
            for (int c = 0; c < columns; c++) {
                group[c * SIDE_BY_SIDE + t % SIDE_BY_SIDE] = in[t * columns + c];
            }
        }
        return made;
    }

    @Override
    public void accept(int task) {
        int atATime = Math.clamp(WEIGHTS_AT_A_TIME / columns, 1, rowsOfTask);
        float[] weights = new float[atATime * columns];
        float[] sums = new float[SIDE_BY_SIDE];
        int end = Math.min(rows, (task + 1) * rowsOfTask);
        for (int first = task * rowsOfTask; first < end; first += atATime) {
            int here = Math.min(atATime, end - first);
            matrix.readRows(first, here, weights, 0);
            for (int r = 0; r < here; r++) {
                if (groups == null) {
                    oneByOne(first + r, weights, r * columns);
                } else {
                    sideBySide(groups, first + r, weights, r * columns, sums);
                }
            }
        }
    }

    private void oneByOne(int row, float[] weights, int from) {
        for (int t = 0; t < count; t++) {
            out[t * rows + row] = ScalarMath.dot(in, t * columns, weights, from, columns);
        }
    }

    private void sideBySide(float[][] groups, int row, float[] weights, int from, float[] sums) {
        for (int g = 0; g < groups.length; g++) {
            ScalarMath.dots(groups[g], weights, from, columns, sums);
            int first = g * SIDE_BY_SIDE;
            for (int t = first; t < Math.min(count, first + SIDE_BY_SIDE); t++) {
                out[t * rows + row] = sums[t - first];
            }
        }
    }
}
