package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is added in 16 bits is exactly what plain loops add in 32. */
class ShortParityTest {
    private static final int COLUMNS = RoundedInputs.SLICE;
    private static final int ROWS = ShortKernel.PANEL_ROWS;
    private static final int COUNT = RoundedInputs.SIX;

    @Test
    void sumsOfBlocksAreExact() {
        Random random = new Random(1);
        for (int blocks : new int[] {1, 2, 7, RoundedInputs.BLOCKS}) {
            compare(
                    blocks,
                    random.ints(32L * blocks * ROWS, -8, 8).toArray(),
                    random.ints(32L * blocks * COUNT, -127, 128).toArray());
        }
    }

    @Test
    void sumsOfTheLargestWeightsAndInputsAreExact() {
        int[] weights = new int[COLUMNS * ROWS];
        Arrays.fill(weights, -8);
        int[] in = new int[COUNT * COLUMNS];
        for (int sign : new int[] {-1, 1}) {
            Arrays.fill(in, sign * 127);
            compare(RoundedInputs.BLOCKS, weights, in);
        }
    }

    /** Weights {@code [column][row]}, inputs {@code [input][column]}. */
    private static void compare(int blocks, int[] weights, int[] in) {
        int columns = blocks * RoundedInputs.BLOCK;
        int[] panel = new int[COLUMNS * ShortKernel.COLUMN];
        for (int i = 0; i < weights.length; i++) {
            int row = i % ROWS;
            panel[i / ROWS * ShortKernel.COLUMN + lane(row)] |= half(weights[i], row);
        }
        int[] pairs = new int[COUNT * COLUMNS];
        for (int i = 0; i < in.length; i++) {
            pairs[i / columns * COLUMNS + i % columns] = half(in[i], 0) | in[i] << 16;
        }
        int[] sums = new int[COUNT * ShortKernel.SUMS];
        ShortKernel.multiply(panel, blocks, pairs, 0, sums);

        int[] expected = new int[COUNT * blocks * ROWS];
        ScalarShorts.multiply(weights, ROWS, columns, in, COUNT, expected);
        int[] actual = new int[expected.length];
        for (int i = 0; i < actual.length; i++) {
            int row = i % ROWS;
            int block = i / ROWS % blocks;
            int t = i / ROWS / blocks;
            int sum = sums[t * ShortKernel.SUMS + block * ShortKernel.COLUMN + lane(row)];
            actual[i] = isUpper(row) ? sum >> 16 : (short) sum;
        }
        assertArrayEquals(expected, actual);
    }

    private static boolean isUpper(int row) {
        return row / Lanes.WIDTH % 2 == 1;
    }

    /** The int that holds a row. */
    private static int lane(int row) {
        return row / Lanes.ROWS * Lanes.WIDTH + row % Lanes.WIDTH;
    }

    private static int half(int value, int row) {
        return isUpper(row) ? value << 16 : value & 0xffff;
    }

    @Test
    void inputsAreRoundedToTheNearestWholeNumber() {
        Random random = new Random(2);
        int columns = COLUMNS + 64;
        int count = COUNT + 1;
        float[] in = new float[count * columns];
        for (int i = 0; i < in.length; i++) {
            in[i] = (float) random.nextGaussian() * (i / 32 % 5);
        }
        Arrays.fill(in, 32, 64, Float.MIN_VALUE);
        RoundedInputs rounded = new RoundedInputs();
        try (Workers workers = new Workers(2)) {
            rounded.round(in, columns, count, workers);
        }
        for (int t = 0; t < count; t++) {
            for (int k = 0; k < columns; k++) {
                int block = t * columns + k / 32 * 32;
                float largest = 0;
                for (int i = block; i < block + 32; i++) {
                    largest = Math.max(largest, Math.abs(in[i]));
                }
                int at = rounded.at(k, t) + k % COLUMNS;
                int expected = ScalarShorts.rounded(in[t * columns + k], largest);
                assertEquals(half(expected, 0) | expected << 16, rounded.pairs()[at]);
                assertEquals(largest / 127, rounded.scales()[at / 32]);
                assertTrue(Math.abs(expected) <= 127);
            }
        }
    }

    @Test
    void valuesThatAreNoNumbersStayVisible() {
        float[] in = new float[64];
        in[3] = Float.NaN;
        in[40] = Float.NEGATIVE_INFINITY;
        RoundedInputs rounded = new RoundedInputs();
        try (Workers workers = new Workers(1)) {
            rounded.round(in, 64, 1, workers);
        }
        assertTrue(Float.isNaN(rounded.scales()[0]));
        assertTrue(Float.isInfinite(rounded.scales()[1]));
    }
}
