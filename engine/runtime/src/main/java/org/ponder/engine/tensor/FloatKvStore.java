package org.ponder.engine.tensor;

/** Keeps floats as they are. */
final class FloatKvStore extends PagedKvStore {
    private final float[][] pages;

    FloatKvStore(int capacity, int width) {
        super(capacity, width);
        pages = new float[pages()][];
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
            page = new float[pageSize(position)];
            pages[position / PAGE] = page;
        }
        System.arraycopy(source, offset, page, inPage(position), width());
    }

    @Override
    public void get(int position, float[] target, int offset) {
        System.arraycopy(pages[position / PAGE], inPage(position), target, offset, width());
    }

    @Override
    boolean plain() {
        return true;
    }

    @Override
    float[] open(int position, int count, int offset, int wide, float[] buffer) {
        return pages[position / PAGE];
    }
}
