/**
 * Arithmetic on tensors: quantized formats, kernels, worker threads.
 *
 * <p>Mapped tensor bytes and float arrays enter, float arrays leave. Matrices point into the mapped
 * file, which must stay open while they are used.
 */
package org.ponder.engine.tensor;
