/**
 * The questions that Pebble learns: how they are asked, how they are thought through, and how a
 * reply is graded.
 *
 * <p>A random generator and a side of the split enter, a {@link Puzzle} leaves. Words, number
 * ranges, names and phrasings of the held-out side never appear on the other.
 */
@NullMarked
package org.ponder.engine.trainer.puzzle;

import org.jspecify.annotations.NullMarked;
