package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Rotary positions (Su et al. 2021): the angle of pair i at position p is p · base^(-2i/d). */
final class RotaryTable {
    private final int half;
    private final float[] cosines;
    private final float[] sines;

    RotaryTable(ModelShape shape) {
        half = shape.headWidth() / 2;
        cosines = new float[shape.context() * half];
        sines = new float[shape.context() * half];
        for (int i = 0; i < half; i++) {
            double frequency = Math.pow(ModelShape.ROPE_BASE, -2.0 * i / shape.headWidth());
            for (int position = 0; position < shape.context(); position++) {
                cosines[position * half + i] = (float) Math.cos(position * frequency);
                sines[position * half + i] = (float) Math.sin(position * frequency);
            }
        }
    }

    /** Cosines for both halves of a head: [b, 1, t, d]. */
    NDArray cos(int[][] positions, NDManager arrays) {
        return table(cosines, positions, arrays);
    }

    /** Sines for both halves of a head: [b, 1, t, d]. */
    NDArray sin(int[][] positions, NDManager arrays) {
        return table(sines, positions, arrays);
    }

    private NDArray table(float[] known, int[][] positions, NDManager arrays) {
        int length = positions[0].length;
        float[] values = new float[positions.length * length * 2 * half];
        int at = 0;
        for (int[] row : positions) {
            for (int position : row) {
                System.arraycopy(known, position * half, values, at, half);
                System.arraycopy(known, position * half, values, at + half, half);
                at += 2 * half;
            }
        }
        return arrays.create(values, new Shape(positions.length, 1, length, 2L * half));
    }
}
