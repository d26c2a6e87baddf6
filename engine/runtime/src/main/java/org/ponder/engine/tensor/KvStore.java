package org.ponder.engine.tensor;

/**
 * Cached keys or values of one layer: rows of {@code width} floats, one for each position.
 * Positions are written once in order and may be overwritten after a truncation.
 */
public interface KvStore {
    /** Floats at each position: the widths of all key-value heads together. */
    int width();

    /** Positions there is room for. */
    int capacity();

    /** Bytes held now. */
    long bytes();

    /**
     * Stores {@code width} floats at a position.
     *
     * @throws BrokenModelException if one is infinite or no number, and the store's type has no
     *     such values
     */
    void put(int position, float[] source, int offset);

    /** Reads back the {@code width} floats of a position. */
    void get(int position, float[] target, int offset);
}
