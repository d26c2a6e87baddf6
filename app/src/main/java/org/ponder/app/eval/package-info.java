/**
 * The reasoning test bench: question sets, R1's protocol, answers compared as a mathematician
 * would, results that survive a kill, a table and a plot.
 *
 * <p>A question file and a loaded model enter; lines of samples, a table and a picture leave. All
 * of it runs on the caller's thread.
 */
@NullMarked
package org.ponder.app.eval;

import org.jspecify.annotations.NullMarked;
