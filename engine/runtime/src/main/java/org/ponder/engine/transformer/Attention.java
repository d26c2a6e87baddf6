package org.ponder.engine.transformer;

import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;

/** The block in which tokens read from those before them. */
interface Attention {

    /** An empty cache of the shape this attention keeps, for up to {@code capacity} positions. */
    LayerCache newCache(Kernels kernels, KvType type, int capacity);

    /**
     * Adds the batch to the cache and reads.
     *
     * @param in [n][width], normed
     * @param out [n][width]
     * @param cache of this layer
     */
    void apply(float[] in, float[] out, Pass pass, LayerCache cache);
}
