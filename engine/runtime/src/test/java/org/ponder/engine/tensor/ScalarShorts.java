package org.ponder.engine.tensor;

/** Rounded inputs and sums of whole weights in plain loops: the scalar twin. */
final class ScalarShorts {
    private ScalarShorts() {}

    /**
     * What an input is as a whole number: to the nearest one, of two equally near the even one.
     *
     * @param largest magnitude in its block
     */
    static int rounded(float value, float largest) {
        return largest > RoundedInputs.LEAST
                ? (int) Math.rint((double) value * (RoundedInputs.MOST / largest))
                : 0;
    }

    /**
     * Writes {@code sums[t][block][row]}: the products of whole weights {@code [column][row]} and
     * inputs {@code [input][column]}, for each 32 columns.
     */
    static void multiply(int[] weights, int rows, int columns, int[] in, int count, int[] sums) {
        int blocks = columns / RoundedInputs.BLOCK;
        for (int t = 0; t < count; t++) {
            for (int k = 0; k < columns; k++) {
                int to = (t * blocks + k / RoundedInputs.BLOCK) * rows;
                for (int row = 0; row < rows; row++) {
                    sums[to + row] += weights[k * rows + row] * in[t * columns + k];
                }
            }
        }
    }
}
