package org.ponder.engine.trainer.model;

/**
 * Sequences to learn from, in rows of equal length.
 *
 * @param ids [rows][length + 1] tokens; each but the first is a target of the one before
 * @param positions [rows][length] of the tokens that are read
 * @param weights [rows][length] how much each target counts: 0 for the prompt and for padding
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared or changed.
public record Batch(int[][] ids, int[][] positions, float[][] weights) {
    public int rows() {
        return ids.length;
    }

    /** Tokens read in each row. */
    public int length() {
        return positions[0].length;
    }

    /** Sum of the targets' weights. */
    public double weight() {
        double sum = 0;
        for (float[] row : weights) {
            for (float w : row) {
                sum += w;
            }
        }
        return sum;
    }
}
