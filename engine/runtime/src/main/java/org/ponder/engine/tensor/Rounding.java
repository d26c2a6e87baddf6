package org.ponder.engine.tensor;

import org.ponder.engine.gguf.GgmlType;

/**
 * Inputs of matrices of 4 to 6 bits are rounded to 8 bits, a block of 32 with one scale: their
 * error stays below that of the weights, and whole numbers multiply faster than floats.
 */
final class Rounding {
    /** Inputs with one scale. */
    static final int BLOCK = 32;

    private static final int MOST = 127;

    /** Below this a block counts as zero, so that no inverse overflows. */
    private static final float TINY = 1e-30f;

    private Rounding() {}

    /** Whether a matrix of this type and width takes rounded inputs. */
    static boolean applies(GgmlType type, int columns) {
        return switch (type) {
            case Q4_0 -> columns % (2 * BLOCK) == 0;
            case Q4_K, Q6_K -> true;
            default -> false;
        };
    }

    /** What one whole number stands for, in a block whose largest magnitude is {@code most}. */
    static float scale(float most) {
        return most < TINY ? 0f : most / MOST;
    }

    /** The factor that turns inputs into whole numbers. */
    static float inverse(float scale) {
        return scale == 0 ? 0f : 1 / scale;
    }

    /** Rounds inputs, in plain loops: whole blocks of 32, as floats. */
    static float[] round(float[] in, int size) {
        float[] rounded = new float[size];
        for (int from = 0; from < size; from += BLOCK) {
            float most = 0;
            for (int i = from; i < from + BLOCK; i++) {
                most = Math.max(most, Math.abs(in[i]));
            }
            float scale = scale(most);
            float inverse = inverse(scale);
            for (int i = from; i < from + BLOCK; i++) {
                rounded[i] = scale * (float) Math.rint(in[i] * inverse);
            }
        }
        return rounded;
    }
}
