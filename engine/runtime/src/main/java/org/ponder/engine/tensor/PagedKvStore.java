package org.ponder.engine.tensor;

/** Keys or values in pages, each made when a position in it is first written. */
abstract class PagedKvStore implements KvStore {
    /** Positions in a page. */
    static final int PAGE = 256;

    private final int capacity;
    private final int width;

    PagedKvStore(int capacity, int width) {
        if (capacity < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "A cache needs room for at least one position of one float, not "
                            + capacity
                            + " of "
                            + width
                            + ".");
        }
        this.capacity = capacity;
        this.width = width;
    }

    static PagedKvStore of(KvType type, int capacity, int width) {
        return switch (type) {
            case F32 -> new FloatKvStore(capacity, width);
            case F16 -> new HalfKvStore(capacity, width);
        };
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    /** Pages that there may be. */
    int pages() {
        return (capacity + PAGE - 1) / PAGE;
    }

    /**
     * Values in the page of a position: the last page holds what is left, so that a tiny context
     * takes little memory.
     */
    int pageSize(int position) {
        return Math.min(PAGE, capacity - position / PAGE * PAGE) * width;
    }

    /** Where a position begins in its page. */
    int inPage(int position) {
        return position % PAGE * width;
    }

    /** Whether rows are kept as floats, so that {@link #open} gives them as they lie. */
    abstract boolean plain();

    /**
     * One head's part of some positions of one page, as floats: where the store is {@link #plain}
     * its own memory, where position p begins at {@code inPage(p) + offset} and the next {@code
     * width()} further; else {@code buffer}, filled from 0 with rows of {@code wide}.
     */
    abstract float[] open(int position, int count, int offset, int wide, float[] buffer);
}
