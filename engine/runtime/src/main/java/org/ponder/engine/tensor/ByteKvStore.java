package org.ponder.engine.tensor;

/**
 * Keeps values in 8 bits: up to {@value KvType#GROUP} values of a head share a scale in half
 * precision, as ggml's Q8_0 does. A block's scales are {@code [group][position]}.
 */
final class ByteKvStore extends PagedKvStore {
    private static final int GROUP = KvType.GROUP;

    /** The largest scale, so that halves and what is multiplied by them stay finite. */
    private static final float LARGEST = 65504;

    private final byte[][] pages;
    private final short[][] scales;
    private final int groups;

    ByteKvStore(int capacity, int heads, int headWidth, boolean keys) {
        super(capacity, heads, headWidth, keys);
        pages = new byte[pages()][];
        scales = new short[pages()][];
        groups = Math.ceilDiv(headWidth, GROUP);
    }

    @Override
    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < pages.length; i++) {
            if (pages[i] != null) {
                bytes += pages[i].length - ByteLanes.SLACK;
                bytes += (long) Short.BYTES * scales[i].length;
            }
        }
        return bytes;
    }

    @Override
    public void put(int position, float[] source, int offset) {
        int page = position / PAGE;
        if (pages[page] == null) {
            pages[page] = new byte[pageSize(position) + ByteLanes.SLACK];
            scales[page] = new short[blocks(position) * heads() * BLOCK * groups];
        }
        for (int head = 0; head < heads(); head++) {
            for (int group = 0; group < groups; group++) {
                putGroup(position, head, group, source, offset + head * headWidth());
            }
        }
    }

    private void putGroup(int position, int head, int group, float[] source, int offset) {
        int end = Math.min(headWidth(), (group + 1) * GROUP);
        float most = 0;
        for (int i = group * GROUP; i < end; i++) {
            most = Math.max(most, Math.abs(source[offset + i]));
        }
        if (!Float.isFinite(most)) {
            throw broken(most);
        }
        short half = Float.floatToFloat16(Math.min(most / 127, LARGEST));
        float scale = Float.float16ToFloat(half);
        float inverse = scale == 0 ? 0 : 1 / scale;
        scales[position / PAGE][scaleAt(position, head, group)] = half;
        byte[] page = pages[position / PAGE];
        int to = valueAt(position, head);
        for (int i = group * GROUP; i < end; i++) {
            int rounded = Math.round(source[offset + i] * inverse);
            page[to + step(i)] = (byte) Math.clamp(rounded, -127, 127);
        }
    }

    private int scaleAt(int position, int head, int group) {
        return (blockOf(position, head) * groups + group) * BLOCK + position % BLOCK;
    }

    @Override
    public void get(int position, float[] target, int offset) {
        byte[] page = pages[position / PAGE];
        for (int head = 0; head < heads(); head++) {
            int from = valueAt(position, head);
            for (int i = 0; i < headWidth(); i++) {
                short scale = scales[position / PAGE][scaleAt(position, head, i / GROUP)];
                target[offset + head * headWidth() + i] =
                        page[from + step(i)] * Float.float16ToFloat(scale);
            }
        }
    }

    @Override
    float[] open(int position, int head, float[] buffer) {
        byte[] page = pages[position / PAGE];
        short[] halves = scales[position / PAGE];
        int at = blockOf(position, head) * blockSize();
        int scale = blockOf(position, head) * BLOCK * groups;
        int room = blockSize();
        for (int group = 0; group < groups; group++) {
            int from = group * GROUP * BLOCK;
            widen(halves, scale + group * BLOCK, buffer, room);
            if (keys()) {
                int n = Math.min(GROUP, headWidth() - group * GROUP);
                ByteLanes.byColumn(page, at + from, n, BLOCK, buffer, room, buffer, from);
            } else {
                ByteLanes.byRow(page, at + from, BLOCK, STRIP, buffer, room, buffer, from);
            }
        }
        return buffer;
    }

    /** A scale of each position of a block. */
    private static void widen(short[] from, int at, float[] to, int offset) {
        for (int p = 0; p < BLOCK; p++) {
            to[offset + p] = Float.float16ToFloat(from[at + p]);
        }
    }
}
