package org.ponder.engine.tensor.format;

/** Takes one block of a quantized type apart into integers and their scales, eight at a time. */
@FunctionalInterface
public interface BlockUnpacker {
    /**
     * Takes the block at {@code at} apart.
     *
     * @param source holds the block
     * @param at where the block begins
     * @param target receives its parts
     */
    void unpack(byte[] source, int at, Unpacked target);
}
