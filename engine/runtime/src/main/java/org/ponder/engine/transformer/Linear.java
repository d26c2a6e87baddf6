package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.Matrix;

/** An affine map: y = s W x + b. */
final class Linear {
    private final Matrix weight;
    private final float scale;
    private final float @Nullable [] bias;

    /**
     * @param weight [rows][columns]
     * @param scale multiplies all weights; 1 for none
     * @param bias [rows], or null for none
     */
    Linear(Matrix weight, float scale, float @Nullable [] bias) {
        this.weight = weight;
        this.scale = scale;
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
        scaleAndAddBias(out, pass);
    }

    /**
     * Makes what the matrix alone has given into what the map gives.
     *
     * @param out [n][rows]
     */
    void scaleAndAddBias(float[] out, Pass pass) {
        if (scale != 1) {
            int n = pass.count() * weight.rows();
            for (int i = 0; i < n; i++) {
                out[i] *= scale;
            }
        }
        if (bias != null) {
            for (int t = 0; t < pass.count(); t++) {
                pass.kernels().addScaled(out, t * bias.length, bias, 0, 1f, bias.length);
            }
        }
    }
}
