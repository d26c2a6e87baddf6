/**
 * The recipe: the stages that make Pebble, the evaluation, and the command that runs them.
 *
 * <p>A configuration enters, checkpoints, GGUF files and reports leave, all in one work folder.
 */
@NullMarked
package org.ponder.engine.trainer.recipe;

import org.jspecify.annotations.NullMarked;
