package org.ponder.engine.transformer;

import org.ponder.engine.tensor.Kernels;

/** How the two halves of a gated feed-forward meet. */
@FunctionalInterface
interface Gating {

    /** SwiGLU: silu(gate) · up. */
    Gating SILU = (kernels, gate, up, at, n) -> kernels.swiglu(gate, at, up, at, n);

    /**
     * Joins the halves of one token.
     *
     * @param gate [n], overwritten with the product
     * @param up [n]
     * @param at where both start
     */
    void apply(Kernels kernels, float[] gate, float[] up, int at, int n);
}
