package org.ponder.engine.tensor;

/**
 * Keys or values in pages, each made when a position in it is first written.
 *
 * <p>A page consists of blocks of {@value #BLOCK} positions of one head, {@code [head][block]},
 * which kernels read in one go: the processor fetches a head's next block while one is multiplied.
 * A block of keys is {@code [value][position]}, so that the lanes of a vector are positions and a
 * score needs no sum over lanes. A block of values is {@code [strip][position][value]}, strips
 * being {@value #STRIP} values wide, for which sums fit into registers: so both are read from the
 * first to the last byte.
 */
abstract class PagedKvStore implements KvStore {
    /** Positions in a block: 128 floats of each then take 16 KiB, and stay in the nearest cache. */
    static final int BLOCK = 32;

    /** Values of a position that lie together in a block of values. */
    static final int STRIP = KvType.GROUP;

    /** Positions in a page. */
    static final int PAGE = 256;

    private final int capacity;
    private final int heads;
    private final int headWidth;
    private final boolean keys;

    PagedKvStore(int capacity, int heads, int headWidth, boolean keys) {
        if (capacity < 1 || heads < 1 || headWidth < 1) {
            throw new IllegalArgumentException(
                    "A cache needs room for at least one position of one head of one float, not "
                            + capacity
                            + " of "
                            + heads
                            + " of "
                            + headWidth
                            + ".");
        }
        this.capacity = capacity;
        this.heads = heads;
        this.headWidth = headWidth;
        this.keys = keys;
        if ((long) PAGE / BLOCK * heads * blockSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "A page of a cache cannot hold "
                            + heads
                            + " heads of "
                            + headWidth
                            + " values.");
        }
    }

    static PagedKvStore of(KvType type, int capacity, int heads, int headWidth, boolean keys) {
        return switch (type) {
            case F32 -> new FloatKvStore(capacity, heads, headWidth, keys);
            case F16 -> new HalfKvStore(capacity, heads, headWidth, keys);
            case Q8_0 -> new ByteKvStore(capacity, heads, headWidth, keys);
        };
    }

    @Override
    public final int width() {
        return heads * headWidth;
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    final int heads() {
        return heads;
    }

    final int headWidth() {
        return headWidth;
    }

    /** Whether the lanes of a block are positions; else they are the values of one. */
    final boolean keys() {
        return keys;
    }

    /** Pages that there may be. */
    final int pages() {
        return Math.ceilDiv(capacity, PAGE);
    }

    /**
     * Blocks of each head in the page of a position: the last page holds what is left, so that a
     * tiny context takes little memory.
     */
    final int blocks(int position) {
        int left = Math.min(PAGE, capacity - position / PAGE * PAGE);
        return Math.ceilDiv(left, BLOCK);
    }

    /** The number, within its page, of the block that holds a position of a head. */
    final int blockOf(int position, int head) {
        return head * blocks(position) + position % PAGE / BLOCK;
    }

    /** Where, within its page, the first value of a position of a head is. */
    final int valueAt(int position, int head) {
        return blockOf(position, head) * blockSize() + position % BLOCK * (keys ? 1 : STRIP);
    }

    /** From the first value of a position to another one. */
    final int step(int value) {
        return keys ? value * BLOCK : stripStep(value);
    }

    /** From the first value of a position to another one in a block of values. */
    static int stripStep(int value) {
        return value / STRIP * STRIP * BLOCK + value % STRIP;
    }

    /** Values in the page of a position. */
    final int pageSize(int position) {
        return blocks(position) * heads * blockSize();
    }

    /** Values in a block; the last strip has room for as many as the others. */
    final int blockSize() {
        return BLOCK * (keys ? headWidth : Math.ceilDiv(headWidth, STRIP) * STRIP);
    }

    /**
     * The block of a head that holds a position, as floats: the store's own page, where it begins
     * at {@link #openAt}, or {@code buffer}, which has room for a block and {@value #BLOCK} floats
     * more.
     */
    abstract float[] open(int position, int head, float[] buffer);

    /** What is thrown where a value is infinite or no number. */
    static BrokenModelException broken(float value) {
        return new BrokenModelException("a key or value of its attention is " + value);
    }

    /** Where {@link #open} puts the block. */
    int openAt(int position, int head) {
        return 0;
    }
}
