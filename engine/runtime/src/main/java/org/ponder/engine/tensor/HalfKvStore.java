package org.ponder.engine.tensor;

/**
 * Keeps values in half precision (IEEE 754 binary16): half the memory, and half of what a long
 * context has to read. Java compiles its conversions to vector instructions.
 */
final class HalfKvStore extends PagedKvStore {
    /** The largest number that a half holds; larger ones would become infinite. */
    private static final float LARGEST = 65504;

    private final short[][] pages;

    HalfKvStore(int capacity, int width) {
        super(capacity, width);
        pages = new short[pages()][];
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (short[] page : pages) {
            bytes += page == null ? 0 : 2L * page.length;
        }
        return bytes;
    }

    @Override
    public void put(int position, float[] source, int offset) {
        short[] page = pages[position / PAGE];
        if (page == null) {
            page = new short[pageSize(position)];
            pages[position / PAGE] = page;
        }
        int to = inPage(position);
        for (int i = 0; i < width(); i++) {
            float held = Math.max(-LARGEST, Math.min(LARGEST, source[offset + i]));
            page[to + i] = Float.floatToFloat16(held);
        }
    }

    @Override
    public void get(int position, float[] target, int offset) {
        widen(pages[position / PAGE], inPage(position), target, offset, width());
    }

    @Override
    boolean plain() {
        return false;
    }

    @Override
    float[] open(int position, int count, int offset, int wide, float[] buffer) {
        short[] page = pages[position / PAGE];
        int at = inPage(position) + offset;
        for (int i = 0; i < count; i++) {
            widen(page, at + i * width(), buffer, i * wide, wide);
        }
        return buffer;
    }

    private static void widen(short[] from, int at, float[] to, int offset, int n) {
        for (int i = 0; i < n; i++) {
            to[offset + i] = Float.float16ToFloat(from[at + i]);
        }
    }
}
