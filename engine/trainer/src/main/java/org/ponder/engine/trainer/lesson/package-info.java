/**
 * Lessons: questions and replies as token ids with what is to be learned of them, and batches of
 * them.
 *
 * <p>Puzzles enter, {@link org.ponder.engine.trainer.model.Batch} leaves.
 */
@NullMarked
package org.ponder.engine.trainer.lesson;

import org.jspecify.annotations.NullMarked;
