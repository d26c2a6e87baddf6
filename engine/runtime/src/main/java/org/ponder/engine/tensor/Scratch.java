package org.ponder.engine.tensor;

/** Working memory of one task: grown when needed, then used again. */
final class Scratch {
    private float[] panel = {};
    private final UnpackedRows rows = new UnpackedRows();
    private float[] row = {};
    private float[] edge = {};
    private int[] words = {};
    private final TileSlice slice = new TileSlice();

    /** Dequantized weights, {@code [panel][k][row]}. */
    float[] panel(int size) {
        if (panel.length < size) {
            panel = new float[size];
        }
        return panel;
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

    /** Words of quantized rows. */
    int[] words(int size) {
        if (words.length < size) {
            words = new int[size];
        }
        return words;
    }

    /** A slice of a tile. */
    TileSlice slice() {
        return slice;
    }

    /** Outputs of a panel that reaches beyond the last row. */
    float[] edge(int size) {
        if (edge.length < size) {
            edge = new float[size];
        }
        return edge;
    }
}
