/**
 * The model in training: a transformer of the qwen2 architecture in DJL, its optimizer, its
 * checkpoints and the GGUF file that the engine runs.
 *
 * <p>Token ids enter, weights leave. Whoever opens a {@link Net} or {@link AdamW} closes it; both
 * belong to one thread at a time.
 */
@NullMarked
package org.ponder.engine.trainer.model;

import org.jspecify.annotations.NullMarked;
