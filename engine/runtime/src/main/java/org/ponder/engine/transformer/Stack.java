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
 * @param logitCap bounds logits, smoothly; 0 for none
 * @param cachedPerToken values of keys and values that a token adds to all layers
 */
record Stack(
        Embedding embedding,
        float embeddingScale,
        List<Layer> layers,
        Norm norm,
        Linear output,
        float logitCap,
        long cachedPerToken) {

    /** cap · tanh(logit / cap) (Gemma Team 2024). */
    void cap(float[] logits, int n) {
        if (logitCap != 0) {
            for (int i = 0; i < n; i++) {
                logits[i] = logitCap * (float) Math.tanh(logits[i] / logitCap);
            }
        }
    }
}
