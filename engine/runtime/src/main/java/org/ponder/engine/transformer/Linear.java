package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.Matrix;

/**
 * y = W x + b.
 *
 * @param weight [rows][columns]
 * @param bias [rows], or null for none
 */
record Linear(Matrix weight, float @Nullable [] bias) {

    /**
     * @param in [n][columns]
     * @param out [n][rows]
     */
    void apply(float[] in, float[] out, Pass pass) {
        weight.multiply(in, pass.count(), out, pass.workers());
        addBias(out, pass);
    }

    /** Adds the bias to each token's rows. */
    void addBias(float[] out, Pass pass) {
        if (bias != null) {
            for (int t = 0; t < pass.count(); t++) {
                pass.kernels().addScaled(out, t * bias.length, bias, 0, 1f, bias.length);
            }
        }
    }
}
