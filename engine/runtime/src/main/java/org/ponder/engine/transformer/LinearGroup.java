package org.ponder.engine.transformer;

import java.util.List;
import org.ponder.engine.tensor.Matrix;

/** Several linear maps of the same input, computed together. */
final class LinearGroup {
    private final Linear[] maps;
    private final Matrix[] weights;

    LinearGroup(Linear... maps) {
        this.maps = maps.clone();
        this.weights = new Matrix[maps.length];
        for (int i = 0; i < maps.length; i++) {
            weights[i] = maps[i].weight();
        }
    }

    /** The weights of the maps. */
    List<Matrix> weights() {
        return List.of(weights);
    }

    /** Rows of one map. */
    int rows(int map) {
        return weights[map].rows();
    }

    /**
     * Maps each token of the batch.
     *
     * @param in [n][columns]
     * @param outs for each map [n][rows]
     */
    void apply(float[] in, Pass pass, float[][] outs) {
        pass.kernels().multiply(weights, in, pass.count(), outs, pass.workers());
        for (int i = 0; i < maps.length; i++) {
            maps[i].scaleAndAddBias(outs[i], pass);
        }
    }
}
