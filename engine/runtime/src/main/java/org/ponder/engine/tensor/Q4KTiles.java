package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Q4_K: blocks of 256 weights in eight parts of 32. A weight is {@code d*scale*q - dmin*least},
 * with half floats d and dmin for the block and 6 bits of scale and least for each part.
 *
 * <p>A tile begins with d and dmin of every block; groups of two parts follow: scale and least of
 * both, a byte for each row, and eight words of quants. Word j of a row holds weights 4j to 4j+3 of
 * the first part in the low nibbles of its bytes, those of the second in the high ones.
 */
final class Q4KTiles implements TileFormat {
    private static final int WORDS = 8;
    private static final int VECTOR = 4 * WIDTH;
    private static final int HEADER = 4 * ROWS;
    private static final int QUANTS = 4 * ROWS;
    private static final int GROUP = QUANTS + WORDS * 2 * VECTOR;
    private static final int GROUPS = 4;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (HEADER + GROUPS * GROUP);
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.NIBBLES_32;
    }

    @Override
    public void pack(
            MemorySegment file,
            long from,
            MemorySegment tile,
            long base,
            int blocks,
            int block,
            int row) {
        long header = base + (long) block * HEADER;
        TileFormat.copyHalf(file, from, tile, header, row);
        TileFormat.copyHalf(file, from + 2, tile, header + 2L * ROWS, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int part = 0; part < 2; part++) {
                int scales = scaleAndLeast(file, from + 4, 2 * g + part);
                long at = to + 2L * part * ROWS + row;
                tile.set(ValueLayout.JAVA_BYTE, at, (byte) scales);
                tile.set(ValueLayout.JAVA_BYTE, at + ROWS, (byte) (scales >> 8));
            }
            TileFormat.copyWords(file, from + 16 + 32L * g, tile, to + QUANTS + 4L * row, WORDS);
        }
    }

    /** The scale in the low byte and the least in the next, of one part, from the packed twelve. */
    private static int scaleAndLeast(MemorySegment file, long at, int part) {
        if (part < 4) {
            return (unsigned(file, at + part) & 63) | (unsigned(file, at + part + 4) & 63) << 8;
        }
        int low = unsigned(file, at + part + 4);
        int scale = (low & 15) | unsigned(file, at + part - 4) >> 6 << 4;
        int least = low >> 4 | unsigned(file, at + part) >> 6 << 4;
        return scale | least << 8;
    }

    private static int unsigned(MemorySegment file, long at) {
        return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
    }

    @Override
    public void multiply(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs inputs,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        float[] d = scratch.row(2 * blocks * ROWS);
        HalfLanes.widen(tile, base, 2 * blocks, d);
        float[] in = inputs.arranged(Arrangement.NIBBLES_32);
        float[] sums = inputs.sums();
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int g = 0; g < blocks * GROUPS; g++) {
            long at = base + (long) blocks * HEADER + (long) g * GROUP;
            int dAt = g / GROUPS * (2 * ROWS);
            int from = k + g * 64;
            FloatVector s0 = FloatVector.zero(FLOATS);
            FloatVector t0 = s0;
            FloatVector s1 = s0;
            FloatVector t1 = s0;
            FloatVector s2 = s0;
            FloatVector t2 = s0;
            FloatVector s3 = s0;
            FloatVector t3 = s0;
            FloatVector x;
            for (int j = 0; j < WORDS; j++) {
                long word = at + QUANTS + (2L * j) * VECTOR;
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
                int i = from + 4 * j;
                x = FloatVector.broadcast(FLOATS, in[i]);
                s0 = ((FloatVector) v.and(0xf).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 32]);
                s1 = ((FloatVector) v.and(0xf0).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf0).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 1]);
                s0 = ((FloatVector) v.and(0xf00).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf00).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 33]);
                s1 = ((FloatVector) v.and(0xf000).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf000).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 2]);
                s2 = ((FloatVector) v.and(0xf0000).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) u.and(0xf0000).convert(I2F, 0)).fma(x, t2);
                x = FloatVector.broadcast(FLOATS, in[i + 34]);
                s3 = ((FloatVector) v.and(0xf00000).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) u.and(0xf00000).convert(I2F, 0)).fma(x, t3);
                x = FloatVector.broadcast(FLOATS, in[i + 3]);
                s2 = ((FloatVector) v.and(0xf000000).convert(I2F, 0)).fma(x, s2);
                t2 = ((FloatVector) u.and(0xf000000).convert(I2F, 0)).fma(x, t2);
                x = FloatVector.broadcast(FLOATS, in[i + 35]);
                s3 = ((FloatVector) v.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, s3);
                t3 = ((FloatVector) u.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, t3);
            }
            FloatVector da = FloatVector.fromArray(FLOATS, d, dAt);
            FloatVector db = FloatVector.fromArray(FLOATS, d, dAt + WIDTH);
            FloatVector ma = FloatVector.fromArray(FLOATS, d, dAt + ROWS);
            FloatVector mb = FloatVector.fromArray(FLOATS, d, dAt + ROWS + WIDTH);
            FloatVector least =
                    FloatVector.broadcast(FLOATS, -(sums[from / 16] + sums[from / 16 + 1]));
            a =
                    s0.add(s2)
                            .mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES, tile, at, ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(da, a);
            b =
                    t0.add(t2)
                            .mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES, tile, at + WIDTH, ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(db, b);
            a =
                    least.mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES, tile, at + ROWS, ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(ma, a);
            b =
                    least.mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(mb, b);
            least = FloatVector.broadcast(FLOATS, -(sums[from / 16 + 2] + sums[from / 16 + 3]));
            a =
                    s1.add(s3)
                            .mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 2L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(da, a);
            b =
                    t1.add(t3)
                            .mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 2L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(db, b);
            a =
                    least.mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(ma, a);
            b =
                    least.mul(
                                    ((FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0)))
                            .fma(mb, b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile,
            long base,
            int blocks,
            int block,
            float[] panel,
            int po,
            Scratch scratch) {
        float[] d = scratch.row(2 * ROWS);
        HalfLanes.widen(tile, base + (long) block * HEADER, 2, d);
        for (int g = 0; g < GROUPS; g++) {
            long at = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int half = 0; half < 2; half++) {
                expand(tile, at, half * WIDTH, d, panel, po + g * 64 * ROWS);
            }
        }
    }

    private static void expand(
            MemorySegment tile, long at, int row, float[] d, float[] panel, int po) {
        FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
        FloatVector least = FloatVector.fromArray(FLOATS, d, ROWS + row).neg();
        FloatVector s0 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(QUARTER_BYTES, tile, at + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector m0 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(least);
        FloatVector s1 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + 2L * ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector m1 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + 3L * ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(least);
        for (int j = 0; j < WORDS; j++) {
            IntVector v =
                    IntVector.fromMemorySegment(
                            INTS, tile, at + QUANTS + (2L * j) * VECTOR + 4L * row, ORDER);
            int to = po + 4 * j * ROWS + row;
            for (int b = 0; b < 4; b++) {
                ((FloatVector) v.and(15).convert(I2F, 0))
                        .fma(s0, m0)
                        .intoArray(panel, to + b * ROWS);
                ((FloatVector) v.lanewise(LSHR, 4).and(15).convert(I2F, 0))
                        .fma(s1, m1)
                        .intoArray(panel, to + (b + 32) * ROWS);
                v = v.lanewise(LSHR, 8);
            }
        }
    }
}
