/**
 * Measures the engine. Models for it are made here: files of random weights with the shapes and
 * types of real ones, since speed does not depend on the values.
 *
 * <p>Nothing of this package is shipped.
 */
@NullMarked
package org.ponder.engine.benchmarks;

import org.jspecify.annotations.NullMarked;
