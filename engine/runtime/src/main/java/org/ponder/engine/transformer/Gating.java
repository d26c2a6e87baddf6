package org.ponder.engine.transformer;

import org.ponder.engine.tensor.Kernels;

/** How the two halves of a gated feed-forward meet. */
@FunctionalInterface
interface Gating {

    /** SwiGLU: silu(gate) · up. */
    Gating SILU = (kernels, gate, up, at, n) -> kernels.swiglu(gate, at, up, at, n);

    /** GEGLU with the tangent approximation of GELU (Hendrycks and Gimpel 2016). */
    Gating GELU =
            (kernels, gate, up, at, n) -> {
                for (int i = at; i < at + n; i++) {
                    double x = gate[i];
                    double t = Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x));
                    gate[i] = (float) (0.5 * x * (1 + t) * up[i]);
                }
            };

    /**
     * Joins the halves of one token.
     *
     * @param gate [n], overwritten with the product
     * @param up [n]
     * @param at where both start
     */
    void apply(Kernels kernels, float[] gate, float[] up, int at, int n);
}
