package org.ponder.engine.transformer;

import java.util.List;

/**
 * The weights of a transformer.
 *
 * @param embedding [vocabulary][width]
 * @param embeddingScale multiplies embeddings
 * @param layers from bottom to top
 * @param norm before the output
 * @param output [vocabulary][width]
 * @param cachedPerToken values of keys and values that a token adds to all layers
 */
record Stack(
        Embedding embedding,
        float embeddingScale,
        List<Layer> layers,
        Norm norm,
        Linear output,
        long cachedPerToken) {}
