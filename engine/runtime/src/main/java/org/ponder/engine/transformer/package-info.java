/**
 * The models themselves: configuration, weights and one forward pass.
 *
 * <p>An open GGUF file enters; token ids enter and logits leave. Configuration ({@link
 * org.ponder.engine.transformer.ModelConfig}), weights ({@link
 * org.ponder.engine.transformer.Transformer}) and run state ({@link
 * org.ponder.engine.transformer.KvCache}) are three things. Weights are read-only, point into the
 * mapped file or are copies of it that the transformer owns until it is closed, and serve any
 * number of caches; a cache is on Java's heap and belongs to one thread at a time. A family of
 * models is one {@link org.ponder.engine.transformer.Architecture}, put together from shared parts.
 */
package org.ponder.engine.transformer;
