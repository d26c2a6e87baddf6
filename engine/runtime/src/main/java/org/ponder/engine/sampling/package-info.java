/**
 * Chooses the next token: logits enter, one token id leaves.
 *
 * <p>A sampler belongs to one reply and one thread; the same seed gives the same choices.
 */
package org.ponder.engine.sampling;
