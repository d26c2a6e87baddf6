package org.ponder.engine.tensor;

/** Working memory of one task: grown when needed, then used again. */
final class Scratch {
    private float[] panel = {};
    private int[] wholePanel = {};
    private int[] blockSums = {};
    private final UnpackedRows rows = new UnpackedRows();
    private float[] row = {};
    private float[] edge = {};
    private float[] parts = {};

    /** Dequantized weights, {@code [panel][k][row]}. */
    float[] panel(int size) {
        if (panel.length < size) {
            panel = new float[size];
        }
        return panel;
    }

    /** Whole weights, {@code [column][tile][lane]}. */
    int[] wholePanel(int size) {
        if (wholePanel.length < size) {
            wholePanel = new int[size];
        }
        return wholePanel;
    }

    /** Sums of blocks of columns. */
    int[] blockSums(int size) {
        if (blockSums.length < size) {
            blockSums = new int[size];
        }
        return blockSums;
    }

    /** Dequantizes rows with vectors. */
    UnpackedRows rows() {
        return rows;
    }

    /** One dequantized row. */
    float[] row(int size) {
        if (row.length < size) {
            row = new float[size];
        }
        return row;
    }

    /** Scales and offsets of the parts of blocks. */
    float[] parts(int size) {
        if (parts.length < size) {
            parts = new float[size];
        }
        return parts;
    }

    /** Outputs of a panel that reaches beyond the last row. */
    float[] edge(int size) {
        if (edge.length < size) {
            edge = new float[size];
        }
        return edge;
    }
}
