package org.ponder.engine.trainer.model;

/**
 * Sampled replies to learn from by reinforcement.
 *
 * @param batch the replies; its weights are 1 / |o| on each token of a reply o and 0 elsewhere, so
 *     that every reply counts the same
 * @param advantages [rows] of each reply, against the others of its group
 */
@SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared or changed.
public record PolicyBatch(Batch batch, float[] advantages) {}
