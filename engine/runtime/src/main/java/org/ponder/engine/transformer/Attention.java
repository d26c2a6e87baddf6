package org.ponder.engine.transformer;

import java.util.List;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;

/** The block in which tokens read from those before them. */
interface Attention {
    /**
     * One conversation's part in a batch of several.
     *
     * @param pass of its token alone, with its position and buffers
     * @param cache of this layer
     */
    record Turn(Pass pass, LayerCache cache) {}

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

    /**
     * Adds one token of each of several conversations to its cache and reads there.
     *
     * @param in [conversations][width], normed
     * @param out [conversations][width]
     * @param width of the stream
     * @param pass all of them as one batch, whose positions mean nothing
     * @param turns of the conversations
     */
    default void applyEach(float[] in, float[] out, int width, Pass pass, List<Turn> turns) {
        for (int c = 0; c < turns.size(); c++) {
            Pass single = turns.get(c).pass();
            float[] normed = single.floats(Scratch.Use.NORMED, width);
            float[] branch = single.floats(Scratch.Use.BRANCH, width);
            System.arraycopy(in, c * width, normed, 0, width);
            apply(normed, branch, single, turns.get(c).cache());
            System.arraycopy(branch, 0, out, c * width, width);
        }
    }
}
