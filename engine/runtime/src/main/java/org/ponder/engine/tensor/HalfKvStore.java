package org.ponder.engine.tensor;

/**
 * Keeps values in half precision (IEEE 754 binary16): half the memory, and half of what a long
 * context has to read. Java compiles the conversion of a block to vector instructions.
 */
final class HalfKvStore extends PagedKvStore {
    /** The largest number that a half holds; larger ones would become infinite. */
    private static final float LARGEST = 65504;

    private final short[][] pages;

    HalfKvStore(int capacity, int heads, int headWidth, boolean keys) {
        super(capacity, heads, headWidth, keys);
        pages = new short[pages()][];
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (short[] page : pages) {
            bytes += page == null ? 0 : (long) Short.BYTES * page.length;
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
        for (int head = 0; head < heads(); head++) {
            int from = offset + head * headWidth();
            int to = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                float held = Math.clamp(source[from + i], -LARGEST, LARGEST);
                page[to + i * step()] = Float.floatToFloat16(held);
            }
        }
    }

    @Override
    public void get(int position, float[] target, int offset) {
        short[] page = pages[position / PAGE];
        for (int head = 0; head < heads(); head++) {
            int from = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                target[offset + head * headWidth() + i] =
                        Float.float16ToFloat(page[from + i * step()]);
            }
        }
    }

    @Override
    float[] open(int position, int head, float[] buffer) {
        widen(pages[position / PAGE], blockOf(position, head) * blockSize(), buffer, blockSize());
        return buffer;
    }

    private static void widen(short[] from, int at, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = Float.float16ToFloat(from[at + i]);
        }
    }
}
