/**
 * How each quantized tensor type lays out a block of elements, one small class for each family.
 *
 * <p>The bytes of a block enter, its floats leave, equal to those of ggml's reference to the last
 * bit: the order of the multiplications and additions is part of the format. Nothing is kept
 * between calls. This package is not exported; {@code tensor.Dequantizer} is the way in.
 */
package org.ponder.engine.tensor.format;
