/**
 * Arithmetic on weights and activations: quantized formats, kernels, worker threads.
 *
 * <p>Tensor bytes and float arrays enter; float arrays leave. Weights stay in the file's memory,
 * owned by whoever opened the file, or are rearranged into that of a {@link
 * org.ponder.engine.tensor.TilePool}, owned by whoever made it; both must stay open while a {@link
 * org.ponder.engine.tensor.Matrix} is used. Activations are the caller's arrays. Every kernel
 * exists twice, scalar and with vectors, and one test compares both. {@link
 * org.ponder.engine.tensor.Workers} owns its threads; matrices and kernels may be used by any
 * thread, a {@link org.ponder.engine.tensor.Workers} by one caller at a time. On Linux a thread of
 * its own joins the pages of rearranged weights once they are there, and ends, at the latest when
 * their pool is closed.
 */
package org.ponder.engine.tensor;
