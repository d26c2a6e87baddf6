package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Rotary positions (Su et al. 2021): the angle of pair i at position p is p · base^(-2i/d). */
final class RotaryTable {
    private final int half;
    private final double[] frequencies;

    RotaryTable(ModelShape shape) {
        half = shape.headWidth() / 2;
        frequencies = new double[half];
        for (int i = 0; i < half; i++) {
            frequencies[i] = Math.pow(ModelShape.ROPE_BASE, -2.0 * i / shape.headWidth());
        }
    }

    /** Cosines for both halves of a head: [b, 1, t, d]. */
    NDArray cos(int[][] positions, NDManager arrays) {
        return table(positions, arrays, true);
    }

    /** Sines for both halves of a head: [b, 1, t, d]. */
    NDArray sin(int[][] positions, NDManager arrays) {
        return table(positions, arrays, false);
    }

    private NDArray table(int[][] positions, NDManager arrays, boolean cosine) {
        int length = positions[0].length;
        float[] values = new float[positions.length * length * 2 * half];
        int at = 0;
        for (int[] row : positions) {
            for (int position : row) {
                for (int i = 0; i < half; i++) {
                    double angle = position * frequencies[i];
                    float value = (float) (cosine ? Math.cos(angle) : Math.sin(angle));
                    values[at + i] = value;
                    values[at + half + i] = value;
                }
                at += 2 * half;
            }
        }
        return arrays.create(values, new Shape(positions.length, 1, length, 2L * half));
    }
}
