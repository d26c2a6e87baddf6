package org.ponder.engine.tensor;

/**
 * Keeps values in half precision (IEEE 754 binary16): half the memory, and half of what a long
 * context has to read. {@link HalfHead} multiplies them where they lie.
 */
final class HalfKvStore extends PagedKvStore {
    /** The largest number that a half holds; larger ones would become infinite. */
    private static final float LARGEST = 65504;

    /** The least normal half. */
    private static final float LEAST = 0x1p-14f;

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
                page[to + step(i)] = half(source[from + i]);
            }
        }
    }

    /**
     * Rounds to a half. What is too large becomes the largest one. What would be a subnormal one
     * becomes zero: {@link HalfHead} would make it a subnormal float, with which some processors
     * take many times as long. Of what is no number it would make one.
     */
    private static short half(float value) {
        if (!Float.isFinite(value)) {
            throw broken(value);
        }
        float held = Math.clamp(value, -LARGEST, LARGEST);
        return Float.floatToFloat16(Math.abs(held) < LEAST ? 0 : held);
    }

    @Override
    public void get(int position, float[] target, int offset) {
        short[] page = pages[position / PAGE];
        for (int head = 0; head < heads(); head++) {
            int from = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                target[offset + head * headWidth() + i] =
                        Float.float16ToFloat(page[from + step(i)]);
            }
        }
    }

    /** The halves of all heads in the page of a position. */
    short[] page(int position) {
        return pages[position / PAGE];
    }

    /** Where in its page the block of a head begins that holds a position. */
    int blockAt(int position, int head) {
        return blockOf(position, head) * blockSize();
    }

    @Override
    float[] open(int position, int head, float[] buffer) {
        widen(page(position), blockAt(position, head), buffer, blockSize());
        return buffer;
    }

    private static void widen(short[] from, int at, float[] to, int n) {
        for (int i = 0; i < n; i++) {
            to[i] = Float.float16ToFloat(from[at + i]);
        }
    }
}
