package org.ponder.engine.tensor.format;

/** Turns one block of a quantized type into floats. */
@FunctionalInterface
public interface BlockDecoder {
    /**
     * Decodes the block at {@code at}.
     *
     * @param source holds the block
     * @param at where the block begins
     * @param target receives the block's elements
     * @param to where they begin
     */
    void decode(byte[] source, int at, float[] target, int to);
}
