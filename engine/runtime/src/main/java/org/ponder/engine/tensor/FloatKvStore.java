package org.ponder.engine.tensor;

/** Keeps floats as they are. */
final class FloatKvStore extends PagedKvStore {
    private final float[][] pages;

    FloatKvStore(int capacity, int heads, int headWidth, boolean keys) {
        super(capacity, heads, headWidth, keys);
        pages = new float[pages()][];
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (float[] page : pages) {
            bytes += page == null ? 0 : (long) Float.BYTES * page.length;
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
        for (int head = 0; head < heads(); head++) {
            int from = offset + head * headWidth();
            int to = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                page[to + step(i)] = source[from + i];
            }
        }
    }

    @Override
    public void get(int position, float[] target, int offset) {
        float[] page = pages[position / PAGE];
        for (int head = 0; head < heads(); head++) {
            int from = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                target[offset + head * headWidth() + i] = page[from + step(i)];
            }
        }
    }

    @Override
    float[] open(int position, int head, float[] buffer) {
        return pages[position / PAGE];
    }

    @Override
    int openAt(int position, int head) {
        return blockOf(position, head) * blockSize();
    }
}
