package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.Matrix;

/** An affine map: y = W x + b. */
final class Linear {
    private final Matrix weight;
    private final float @Nullable [] bias;

    /**
     * @param weight [rows][columns]
     * @param bias [rows], or null for none
     */
    Linear(Matrix weight, float @Nullable [] bias) {
        this.weight = weight;
        this.bias = bias;
    }

    Matrix weight() {
        return weight;
    }

    /**
     * Maps each token of the batch.
     *
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
