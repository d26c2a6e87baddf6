package org.ponder.engine.tensor;

/**
 * Keys or values in pages, each made when a position in it is first written.
 *
 * <p>A page consists of blocks of {@value #BLOCK} positions of one head, {@code [head][block]},
 * which kernels read in one go: the processor fetches a head's next block while one is multiplied.
 * A block of keys is {@code [value][position]}, so that the lanes of a vector are positions and a
 * score needs no sum over lanes; a block of values is {@code [position][value]}.
 */
abstract class PagedKvStore implements KvStore {
    /** Positions in a block: 128 floats of each then take 16 KiB, and stay in the nearest cache. */
    static final int BLOCK = 32;

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

    /** Where a position's first value is in a block of rows of {@code width}. */
    final int first(int position, int width) {
        return position % BLOCK * (keys ? 1 : width);
    }

    /** Where, within its page, the first value of a position of a head is. */
    final int valueAt(int position, int head) {
        return blockOf(position, head) * blockSize() + first(position, headWidth);
    }

    /** From one value of a position to the next. */
    final int step() {
        return keys ? BLOCK : 1;
    }

    /** Values in the page of a position. */
    final int pageSize(int position) {
        return blocks(position) * heads * blockSize();
    }

    /** Values in a block. */
    final int blockSize() {
        return BLOCK * headWidth;
    }

    /**
     * The block of a head that holds a position, as floats: the store's own page, where it begins
     * at {@link #openAt}, or {@code buffer}, which has room for a block and {@value #BLOCK} floats
     * more.
     */
    abstract float[] open(int position, int head, float[] buffer);

    /** Where {@link #open} puts the block. */
    int openAt(int position, int head) {
        return 0;
    }
}
