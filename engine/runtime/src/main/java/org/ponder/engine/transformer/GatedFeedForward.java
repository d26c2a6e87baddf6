package org.ponder.engine.transformer;

import java.util.ArrayList;
import java.util.List;
import org.ponder.engine.tensor.Matrix;

/**
 * Gated feed-forward (Shazeer 2020): down(activation(gate(x)) · up(x)).
 *
 * @param gateAndUp [inner][width] each
 * @param down [width][inner]
 * @param gating the activation
 */
record GatedFeedForward(LinearGroup gateAndUp, Linear down, Gating gating) implements FeedForward {

    /** All its weights. */
    List<Matrix> weights() {
        List<Matrix> all = new ArrayList<>(gateAndUp.weights());
        all.add(down.weight());
        return all;
    }

    @Override
    public void apply(float[] in, float[] out, Pass pass) {
        int inner = gateAndUp.rows(0);
        float[] gate = pass.floats(Scratch.Use.GATE, inner); // [n][inner]
        float[] up = pass.floats(Scratch.Use.UP, inner); // [n][inner]
        gateAndUp.apply(in, pass, pass.scratch().together(gate, up));
        if (pass.count() == 1) { // without an object for each layer of each token
            gating.apply(pass.kernels(), gate, up, 0, inner);
        } else {
            pass.eachToken(t -> gating.apply(pass.kernels(), gate, up, t * inner, inner));
        }
        down.apply(gate, out, pass);
    }
}
