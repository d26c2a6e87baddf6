package org.ponder.engine.transformer;

/**
 * The run state of one conversation: keys and values of the positions read so far, and the buffers
 * of the forward pass.
 *
 * <p>Memory grows with the conversation, a block of positions at a time, up to the capacity it was
 * made for. Belongs to one thread at a time.
 */
public final class KvCache {
    private final int capacity;
    private final LayerCache[] layers;
    private final Scratch scratch;
    private int length;

    KvCache(int capacity, LayerCache[] layers) {
        this.capacity = capacity;
        this.layers = layers;
        this.scratch = new Scratch(capacity);
    }

    /** Positions held. */
    public int length() {
        return length;
    }

    /** Positions that it may hold. */
    public int capacity() {
        return capacity;
    }

    /**
     * Forgets all positions from {@code newLength} on. The memory is kept for those to come.
     *
     * @throws IllegalArgumentException if that is not between 0 and the present length
     */
    public void truncate(int newLength) {
        if (newLength < 0 || newLength > length) {
            throw new IllegalArgumentException(
                    "A cache of "
                            + length
                            + " positions cannot be cut to "
                            + newLength
                            + " positions.");
        }
        length = newLength;
    }

    /** Bytes of keys and values allocated so far. */
    public long bytes() {
        long bytes = 0;
        for (LayerCache layer : layers) {
            bytes += layer.bytes();
        }
        return bytes;
    }

    void requireRoom(int count) {
        if (count > capacity - length) {
            throw new IllegalArgumentException(
                    "The context holds "
                            + capacity
                            + " tokens, of which "
                            + length
                            + " are in use: "
                            + count
                            + " more do not fit.");
        }
    }

    LayerCache layer(int index) {
        return layers[index];
    }

    Scratch scratch() {
        return scratch;
    }

    void advance(int count) {
        length += count;
    }
}
