package org.ponder.engine.tensor;

/** Keeps floats as they are, in pages that are made when a position in them is first written. */
final class FloatKvStore implements KvStore {
    /** Positions in a page. */
    static final int PAGE = 256;

    private final int capacity;
    private final int width;
    private final float[][] pages;

    FloatKvStore(int capacity, int width) {
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
        pages = new float[(capacity + PAGE - 1) / PAGE][];
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (float[] page : pages) {
            bytes += page == null ? 0 : 4L * page.length;
        }
        return bytes;
    }

    @Override
    public void put(int position, float[] source, int offset) {
        float[] page = pages[position / PAGE];
        if (page == null) {
            // The last page holds what is left, so that a tiny context takes little memory.
            page = new float[Math.min(PAGE, capacity - position / PAGE * PAGE) * width];
            pages[position / PAGE] = page;
        }
        System.arraycopy(source, offset, page, position % PAGE * width, width);
    }

    @Override
    public void get(int position, float[] target, int offset) {
        System.arraycopy(page(position), position % PAGE * width, target, offset, width);
    }

    /** The page with this position, which begins at {@code position % PAGE * width}. */
    float[] page(int position) {
        return pages[position / PAGE];
    }
}
