package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Q6_K: blocks of 256 weights of 6 bits, 32 more than they stand for, in sixteen parts of 16 with a
 * signed byte of scale each, and a half float for the block.
 *
 * <p>A tile holds for each block its half float, then groups of 64 columns. A group takes half of
 * the parts of 128 columns: weights c to c+15, and those 32, 64 and 96 further. It holds their four
 * scales, a byte each, and four times three words: low nibbles of the first and third part, of the
 * second and fourth, and the high pairs of bits of all. So a tile is read from its first line to
 * its last.
 */
final class Q6KTiles implements TileFormat {
    private static final int PARTS = 4;
    private static final int WORDS = 4;
    private static final int VECTOR = 4 * WIDTH;
    private static final int HEADER = 2 * ROWS;
    private static final int SCALES = 4 * ROWS;

    /** Bytes from one vector of words to the next of the same rows. */
    private static final int NEXT = 2 * VECTOR;

    private static final int STEP = 3 * NEXT;
    private static final int GROUP = SCALES + WORDS * STEP;
    private static final int GROUPS = 4;
    private static final int BLOCK = HEADER + GROUPS * GROUP;

    private static final int NIBBLES = 0x0f0f0f0f;
    private static final int PAIRS = 0x30303030;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * BLOCK;
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.BYTES;
    }

    @Override
    public boolean pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long header = base + (long) block * BLOCK;
        boolean finite = TileFormat.copyHalf(file, from + 208, tile, header, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = header + HEADER + (long) g * GROUP + 4L * row;
            int half = g >> 1;
            int odd = g & 1;
            int scales = 0;
            for (int part = 0; part < PARTS; part++) {
                long at = from + 192 + 8L * half + 2L * part + odd;
                scales |= (file.get(ValueLayout.JAVA_BYTE, at) & 0xff) << (8 * part);
            }
            tile.set(INT, to, scales);
            long low = from + 64L * half + 16L * odd;
            long high = from + 128 + 32L * half + 16L * odd;
            for (int j = 0; j < WORDS; j++) {
                long word = to + SCALES + (long) j * STEP;
                tile.set(INT, word, file.get(INT, low + 4L * j));
                tile.set(INT, word + NEXT, file.get(INT, low + 32 + 4L * j));
                tile.set(INT, word + 2L * NEXT, file.get(INT, high + 4L * j));
            }
        }
        return finite;
    }

    /** The first column of a group within its row. */
    private static int column(int group) {
        return (group >> 1) * 128 + (group & 1) * 16;
    }

    /** Writes the scales of a group's parts, {@code [part][ROWS]}. */
    private static void scales(MemorySegment tile, long at, float[] d, float[] scales) {
        for (int row = 0; row < ROWS; row += WIDTH) {
            IntVector bytes = IntVector.fromMemorySegment(INTS, tile, at + 4L * row, ORDER);
            FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
            ((FloatVector) bytes.lanewise(LSHL, 24).lanewise(ASHR, 24).convert(I2F, 0))
                    .mul(scale)
                    .intoArray(scales, row);
            ((FloatVector) bytes.lanewise(LSHL, 16).lanewise(ASHR, 24).convert(I2F, 0))
                    .mul(scale)
                    .intoArray(scales, ROWS + row);
            ((FloatVector) bytes.lanewise(LSHL, 8).lanewise(ASHR, 24).convert(I2F, 0))
                    .mul(scale)
                    .intoArray(scales, 2 * ROWS + row);
            ((FloatVector) bytes.lanewise(ASHR, 24).convert(I2F, 0))
                    .mul(scale)
                    .intoArray(scales, 3 * ROWS + row);
        }
    }

    @Override
    public void add(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs inputs,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        float[] d = scratch.row(ROWS);
        float[] scales = scratch.parts(PARTS * ROWS);
        float[] in = inputs.arranged(Arrangement.BYTES);
        float[] sums = inputs.sums();
        for (int block = 0; block < blocks; block++) {
            long at = base + (long) block * BLOCK;
            HalfLanes.widen(tile, at, 1, d, 0);
            at += HEADER;
            for (int g = 0; g < GROUPS; g++) {
                scales(tile, at, d, scales);
                add(tile, at + SCALES, in, k + block * 256 + column(g), sums, scales, out, oo);
                at += GROUP;
            }
        }
    }

    /**
     * Adds the products of one group. {@link NibbleGroups#add} says why the loop counts by its
     * address and inputs have several indexes.
     */
    private static void add(
            MemorySegment tile,
            long at,
            float[] in,
            int from,
            float[] sums,
            float[] scales,
            float[] out,
            int oo) {
        int s = from / 16;
        FloatVector s0 = FloatVector.broadcast(FLOATS, -32 * sums[s]);
        FloatVector t0 = s0;
        FloatVector s1 = FloatVector.broadcast(FLOATS, -32 * sums[s + 2]);
        FloatVector t1 = s1;
        FloatVector s2 = FloatVector.broadcast(FLOATS, -32 * sums[s + 4]);
        FloatVector t2 = s2;
        FloatVector s3 = FloatVector.broadcast(FLOATS, -32 * sums[s + 6]);
        FloatVector t3 = s3;
        FloatVector x;
        long end = at + (long) WORDS * STEP;
        int i = from;
        int j = from + 32;
        int k = from + 64;
        int l = from + 96;
        for (long word = at; word != end; word += STEP) {
            IntVector w = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector y = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
            IntVector h = IntVector.fromMemorySegment(INTS, tile, word + 2L * NEXT, ORDER);
            IntVector g = IntVector.fromMemorySegment(INTS, tile, word + 2L * NEXT + VECTOR, ORDER);
            IntVector q = w.and(NIBBLES).or(h.lanewise(LSHL, 4).and(PAIRS));
            IntVector p = y.and(NIBBLES).or(g.lanewise(LSHL, 4).and(PAIRS));
            x = FloatVector.broadcast(FLOATS, in[i]);
            s0 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 1]);
            s0 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 2]);
            s0 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 3]);
            s0 = ((FloatVector) q.and(0x3f000000).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0x3f000000).convert(I2F, 0)).fma(x, t0);
            q = w.lanewise(LSHR, 4).and(NIBBLES).or(h.and(PAIRS));
            p = y.lanewise(LSHR, 4).and(NIBBLES).or(g.and(PAIRS));
            x = FloatVector.broadcast(FLOATS, in[k]);
            s2 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[k + 1]);
            s2 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[k + 2]);
            s2 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[k + 3]);
            s2 = ((FloatVector) q.and(0x3f000000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0x3f000000).convert(I2F, 0)).fma(x, t2);
            w = IntVector.fromMemorySegment(INTS, tile, word + NEXT, ORDER);
            y = IntVector.fromMemorySegment(INTS, tile, word + NEXT + VECTOR, ORDER);
            q = w.and(NIBBLES).or(h.lanewise(LSHL, 2).and(PAIRS));
            p = y.and(NIBBLES).or(g.lanewise(LSHL, 2).and(PAIRS));
            x = FloatVector.broadcast(FLOATS, in[j]);
            s1 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[j + 1]);
            s1 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[j + 2]);
            s1 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[j + 3]);
            s1 = ((FloatVector) q.and(0x3f000000).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0x3f000000).convert(I2F, 0)).fma(x, t1);
            q = w.lanewise(LSHR, 4).and(NIBBLES).or(h.lanewise(LSHR, 2).and(PAIRS));
            p = y.lanewise(LSHR, 4).and(NIBBLES).or(g.lanewise(LSHR, 2).and(PAIRS));
            x = FloatVector.broadcast(FLOATS, in[l]);
            s3 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t3);
            x = FloatVector.broadcast(FLOATS, in[l + 1]);
            s3 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t3);
            x = FloatVector.broadcast(FLOATS, in[l + 2]);
            s3 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t3);
            x = FloatVector.broadcast(FLOATS, in[l + 3]);
            s3 = ((FloatVector) q.and(0x3f000000).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0x3f000000).convert(I2F, 0)).fma(x, t3);
            i += 4;
            j += 4;
            k += 4;
            l += 4;
        }
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        a = s0.fma(FloatVector.fromArray(FLOATS, scales, 0), a);
        b = t0.fma(FloatVector.fromArray(FLOATS, scales, WIDTH), b);
        a = s1.fma(FloatVector.fromArray(FLOATS, scales, ROWS), a);
        b = t1.fma(FloatVector.fromArray(FLOATS, scales, ROWS + WIDTH), b);
        a = s2.fma(FloatVector.fromArray(FLOATS, scales, 2 * ROWS), a);
        b = t2.fma(FloatVector.fromArray(FLOATS, scales, 2 * ROWS + WIDTH), b);
        a = s3.fma(FloatVector.fromArray(FLOATS, scales, 3 * ROWS), a);
        b = t3.fma(FloatVector.fromArray(FLOATS, scales, 3 * ROWS + WIDTH), b);
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch) {
        float[] d = scratch.row(ROWS);
        float[] scales = scratch.parts(PARTS * ROWS);
        long at = base + (long) block * BLOCK;
        HalfLanes.widen(tile, at, 1, d, 0);
        at += HEADER;
        for (int g = 0; g < GROUPS; g++) {
            scales(tile, at, d, scales);
            for (int row = 0; row < ROWS; row += WIDTH) {
                expand(tile, at + SCALES, row, scales, panel, po + column(g) * ROWS + row);
            }
            at += GROUP;
        }
    }

    private static void expand(
            MemorySegment tile, long at, int row, float[] scales, float[] panel, int po) {
        FloatVector d0 = FloatVector.fromArray(FLOATS, scales, row);
        FloatVector d1 = FloatVector.fromArray(FLOATS, scales, ROWS + row);
        FloatVector d2 = FloatVector.fromArray(FLOATS, scales, 2 * ROWS + row);
        FloatVector d3 = FloatVector.fromArray(FLOATS, scales, 3 * ROWS + row);
        FloatVector m0 = d0.mul(-32f);
        FloatVector m1 = d1.mul(-32f);
        FloatVector m2 = d2.mul(-32f);
        FloatVector m3 = d3.mul(-32f);
        for (int j = 0; j < WORDS; j++) {
            long word = at + (long) j * STEP + 4L * row;
            IntVector w = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector z = IntVector.fromMemorySegment(INTS, tile, word + NEXT, ORDER);
            IntVector h = IntVector.fromMemorySegment(INTS, tile, word + 2L * NEXT, ORDER);
            IntVector q0 = w.and(NIBBLES).or(h.lanewise(LSHL, 4).and(PAIRS));
            IntVector q1 = z.and(NIBBLES).or(h.lanewise(LSHL, 2).and(PAIRS));
            IntVector q2 = w.lanewise(LSHR, 4).and(NIBBLES).or(h.and(PAIRS));
            IntVector q3 = z.lanewise(LSHR, 4).and(NIBBLES).or(h.lanewise(LSHR, 2).and(PAIRS));
            for (int b = 0; b < 4; b++) {
                int to = po + (4 * j + b) * ROWS;
                ((FloatVector) q0.and(255).convert(I2F, 0)).fma(d0, m0).intoArray(panel, to);
                q0 = q0.lanewise(LSHR, 8);
                ((FloatVector) q1.and(255).convert(I2F, 0))
                        .fma(d1, m1)
                        .intoArray(panel, to + 32 * ROWS);
                q1 = q1.lanewise(LSHR, 8);
                ((FloatVector) q2.and(255).convert(I2F, 0))
                        .fma(d2, m2)
                        .intoArray(panel, to + 64 * ROWS);
                q2 = q2.lanewise(LSHR, 8);
                ((FloatVector) q3.and(255).convert(I2F, 0))
                        .fma(d3, m3)
                        .intoArray(panel, to + 96 * ROWS);
                q3 = q3.lanewise(LSHR, 8);
            }
        }
    }
}
