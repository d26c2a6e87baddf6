package org.ponder.engine.tensor;

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
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Q5_K: Q4_K with a fifth bit for each weight.
 *
 * <p>A tile holds for each block its d and dmin, then groups of two parts of 32 columns: scale and
 * least of both, and two halves of 16 columns of either part. A half holds its fifth bits and four
 * words of nibbles, low ones of the first part and high ones of the second. The fifth bits stand as
 * in {@link Q50Tiles}: bit {@code 8b + j} belongs to the low nibble of byte b of word j, bit {@code
 * 8b + 4 + j} to the high one.
 */
final class Q5KTiles implements TileFormat {
    private static final int HEADER = 4 * ROWS;
    private static final int QUANTS = 4 * ROWS;
    private static final int VECTOR = 4 * WIDTH;

    /** Bytes of one word of all rows. */
    private static final int NEXT = 4 * ROWS;

    private static final int WORDS = 4;
    private static final int HALF = (1 + WORDS) * NEXT;
    private static final int GROUP = QUANTS + 2 * HALF;
    private static final int GROUPS = 4;
    private static final int BLOCK = HEADER + GROUPS * GROUP;
    private static final int COLUMNS = 64;
    private static final int NIBBLES = 0x0f0f0f0f;
    private static final int FIFTHS = 0x10101010;
    private static final int ONES = 0x01010101;

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
        boolean finite = TileFormat.copyHalf(file, from, tile, header, row);
        finite &= TileFormat.copyHalf(file, from + 2, tile, header + 2L * ROWS, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = header + HEADER + (long) g * GROUP + 4L * row;
            int scales = 0;
            for (int part = 0; part < 2; part++) {
                scales |= Q4KTiles.scaleAndLeast(file, from + 4, 2 * g + part) << (16 * part);
            }
            tile.set(INT, to, scales);
            for (int half = 0; half < 2; half++) {
                long at = to + QUANTS + (long) half * HALF;
                int fifths = 0;
                for (int j = 0; j < WORDS; j++) {
                    int bits = file.get(INT, from + 16 + 4L * (WORDS * half + j));
                    fifths |= ((bits >>> (2 * g)) & ONES) << j;
                    fifths |= ((bits >>> (2 * g + 1)) & ONES) << (4 + j);
                }
                tile.set(INT, at, fifths);
                TileFormat.copyWords(
                        file, from + 48 + 32L * g + 16L * half, tile, at + NEXT, WORDS);
            }
        }
        return finite;
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
        float[] d = scratch.row(2 * ROWS);
        float[] terms = scratch.parts(4 * ROWS);
        float[] in = inputs.arranged(Arrangement.BYTES);
        float[] sums = inputs.sums();
        for (int block = 0; block < blocks; block++) {
            long at = base + (long) block * BLOCK + HEADER;
            HalfLanes.widen(tile, at - HEADER, 2, d, 0);
            for (int g = 0; g < GROUPS; g++) {
                Q4KTiles.terms(tile, at, d, terms);
                add(tile, at + QUANTS, in, k + block * 256 + g * COLUMNS, sums, terms, out, oo);
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
            float[] terms,
            float[] out,
            int oo) {
        FloatVector s0 = FloatVector.zero(FLOATS);
        FloatVector t0 = s0;
        FloatVector s1 = s0;
        FloatVector t1 = s0;
        FloatVector s2 = s0;
        FloatVector t2 = s0;
        FloatVector s3 = s0;
        FloatVector t3 = s0;
        FloatVector x;
        int i = from;
        int j = from + 32;
        for (long half = at; half != at + 2L * HALF; half += HALF) {
            IntVector h = IntVector.fromMemorySegment(INTS, tile, half, ORDER);
            IntVector g = IntVector.fromMemorySegment(INTS, tile, half + VECTOR, ORDER);
            long end = half + HALF;
            for (long word = half + NEXT; word != end; word += NEXT) {
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
                IntVector q = v.and(NIBBLES).or(h.lanewise(LSHL, 4).and(FIFTHS));
                IntVector p = u.and(NIBBLES).or(g.lanewise(LSHL, 4).and(FIFTHS));
                x = FloatVector.broadcast(FLOATS, in[i]);
                s0 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 1]);
                s2 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t2);
                x = FloatVector.broadcast(FLOATS, in[i + 2]);
                s0 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 3]);
                s2 = ((FloatVector) q.and(0x1f000000).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) p.and(0x1f000000).convert(I2F, 0)).fma(x, t2);
                q = v.lanewise(LSHR, 4).and(NIBBLES).or(h.and(FIFTHS));
                p = u.lanewise(LSHR, 4).and(NIBBLES).or(g.and(FIFTHS));
                x = FloatVector.broadcast(FLOATS, in[j]);
                s1 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[j + 1]);
                s3 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t3);
                x = FloatVector.broadcast(FLOATS, in[j + 2]);
                s1 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[j + 3]);
                s3 = ((FloatVector) q.and(0x1f000000).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) p.and(0x1f000000).convert(I2F, 0)).fma(x, t3);
                h = h.lanewise(LSHR, 1);
                g = g.lanewise(LSHR, 1);
                i += 4;
                j += 4;
            }
        }
        FloatVector a = FloatVector.fromArray(FLOATS, out, oo);
        FloatVector b = FloatVector.fromArray(FLOATS, out, oo + WIDTH);
        a = s0.add(s2).fma(FloatVector.fromArray(FLOATS, terms, 0), a);
        b = t0.add(t2).fma(FloatVector.fromArray(FLOATS, terms, WIDTH), b);
        int s = from / 16;
        x = FloatVector.broadcast(FLOATS, -(sums[s] + sums[s + 1]));
        a = FloatVector.fromArray(FLOATS, terms, ROWS).fma(x, a);
        b = FloatVector.fromArray(FLOATS, terms, ROWS + WIDTH).fma(x, b);
        a = s1.add(s3).fma(FloatVector.fromArray(FLOATS, terms, 2 * ROWS), a);
        b = t1.add(t3).fma(FloatVector.fromArray(FLOATS, terms, 2 * ROWS + WIDTH), b);
        x = FloatVector.broadcast(FLOATS, -(sums[s + 2] + sums[s + 3]));
        a = FloatVector.fromArray(FLOATS, terms, 3 * ROWS).fma(x, a);
        b = FloatVector.fromArray(FLOATS, terms, 3 * ROWS + WIDTH).fma(x, b);
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch) {
        float[] d = scratch.row(2 * ROWS);
        float[] terms = scratch.parts(4 * ROWS);
        long at = base + (long) block * BLOCK + HEADER;
        HalfLanes.widen(tile, at - HEADER, 2, d, 0);
        for (int g = 0; g < GROUPS; g++) {
            Q4KTiles.terms(tile, at, d, terms);
            for (int half = 0; half < 2; half++) {
                for (int row = 0; row < ROWS; row += WIDTH) {
                    int to = po + (g * COLUMNS + 16 * half) * ROWS + row;
                    expand(tile, at + QUANTS + (long) half * HALF, row, terms, panel, to);
                }
            }
            at += GROUP;
        }
    }

    private static void expand(
            MemorySegment tile, long at, int row, float[] terms, float[] panel, int po) {
        FloatVector d0 = FloatVector.fromArray(FLOATS, terms, row);
        FloatVector m0 = FloatVector.fromArray(FLOATS, terms, ROWS + row).neg();
        FloatVector d1 = FloatVector.fromArray(FLOATS, terms, 2 * ROWS + row);
        FloatVector m1 = FloatVector.fromArray(FLOATS, terms, 3 * ROWS + row).neg();
        IntVector h = IntVector.fromMemorySegment(INTS, tile, at + 4L * row, ORDER);
        for (int j = 0; j < WORDS; j++) {
            long word = at + (1L + j) * NEXT + 4L * row;
            IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector q = v.and(NIBBLES).or(h.lanewise(LSHL, 4).and(FIFTHS));
            IntVector p = v.lanewise(LSHR, 4).and(NIBBLES).or(h.and(FIFTHS));
            for (int b = 0; b < 4; b++) {
                int to = po + (4 * j + b) * ROWS;
                ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(d0, m0).intoArray(panel, to);
                ((FloatVector) p.and(0xff).convert(I2F, 0))
                        .fma(d1, m1)
                        .intoArray(panel, to + 32 * ROWS);
                q = q.lanewise(LSHR, 8);
                p = p.lanewise(LSHR, 8);
            }
            h = h.lanewise(LSHR, 1);
        }
    }
}
