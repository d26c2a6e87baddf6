package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
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
 * Q6_K: blocks of 256 weights of 6 bits, 32 more than they stand for, in sixteen parts of 16 with a
 * signed byte of scale each, and a half float for the block.
 *
 * <p>A tile begins with the half floats of every block; groups of 64 columns follow. A group takes
 * half of the parts of 128 columns: weights c to c+15, and those 32, 64 and 96 further. It holds
 * their four scales, a byte for each row, and three times four words: low nibbles of the first and
 * third part, of the second and fourth, and the high pairs of bits of all.
 */
final class Q6KTiles implements TileFormat {
    private static final int WORDS = 4;
    private static final int VECTOR = 4 * WIDTH;
    private static final int HEADER = 2 * ROWS;
    private static final int FIRST = 4 * ROWS;
    private static final int SECOND = FIRST + WORDS * 2 * VECTOR;
    private static final int HIGH = SECOND + WORDS * 2 * VECTOR;
    private static final int GROUP = HIGH + WORDS * 2 * VECTOR;
    private static final int GROUPS = 4;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (HEADER + GROUPS * GROUP);
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.BYTES;
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
        TileFormat.copyHalf(file, from + 208, tile, base + (long) block * HEADER, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            int half = g >> 1;
            int odd = g & 1;
            for (int part = 0; part < 4; part++) {
                byte scale =
                        file.get(ValueLayout.JAVA_BYTE, from + 192 + 8L * half + 2L * part + odd);
                tile.set(ValueLayout.JAVA_BYTE, to + (long) part * ROWS + row, scale);
            }
            long low = from + 64L * half + 16L * odd;
            long high = from + 128 + 32L * half + 16L * odd;
            TileFormat.copyWords(file, low, tile, to + FIRST + 4L * row, WORDS);
            TileFormat.copyWords(file, low + 32, tile, to + SECOND + 4L * row, WORDS);
            TileFormat.copyWords(file, high, tile, to + HIGH + 4L * row, WORDS);
        }
    }

    /** The first column of a group within its row. */
    private static int column(int group) {
        return (group >> 1) * 128 + (group & 1) * 16;
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
        float[] d = scratch.row(blocks * ROWS);
        HalfLanes.widen(tile, base, blocks, d, 0);
        float[] in = inputs.arranged(Arrangement.BYTES);
        float[] sums = inputs.sums();
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector a = FloatVector.zero(FLOATS);
            for (int g = 0; g < blocks * GROUPS; g++) {
                long at = base + (long) blocks * HEADER + (long) g * GROUP;
                int from = k + column(g);
                int s = from / 16;
                FloatVector s0 = FloatVector.broadcast(FLOATS, -32 * sums[s]);
                FloatVector s1 = FloatVector.broadcast(FLOATS, -32 * sums[s + 2]);
                FloatVector s2 = FloatVector.broadcast(FLOATS, -32 * sums[s + 4]);
                FloatVector s3 = FloatVector.broadcast(FLOATS, -32 * sums[s + 6]);
                for (int j = 0; j < WORDS; j++) {
                    long word = at + (2L * j) * VECTOR + 4L * row;
                    IntVector w = IntVector.fromMemorySegment(INTS, tile, word + FIRST, ORDER);
                    IntVector z = IntVector.fromMemorySegment(INTS, tile, word + SECOND, ORDER);
                    IntVector h = IntVector.fromMemorySegment(INTS, tile, word + HIGH, ORDER);
                    int i = from + 4 * j;
                    IntVector q0 = w.and(0x0f0f0f0f).or(h.lanewise(LSHL, 4).and(0x30303030));
                    s0 =
                            ((FloatVector) q0.and(0xff).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i]), s0);
                    s0 =
                            ((FloatVector) q0.and(0xff00).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 1]), s0);
                    s0 =
                            ((FloatVector) q0.and(0xff0000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 2]), s0);
                    s0 =
                            ((FloatVector) q0.and(0x3f000000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 3]), s0);
                    IntVector q1 = z.and(0x0f0f0f0f).or(h.lanewise(LSHL, 2).and(0x30303030));
                    s1 =
                            ((FloatVector) q1.and(0xff).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 32]), s1);
                    s1 =
                            ((FloatVector) q1.and(0xff00).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 33]), s1);
                    s1 =
                            ((FloatVector) q1.and(0xff0000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 34]), s1);
                    s1 =
                            ((FloatVector) q1.and(0x3f000000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 35]), s1);
                    IntVector q2 = w.lanewise(LSHR, 4).and(0x0f0f0f0f).or(h.and(0x30303030));
                    s2 =
                            ((FloatVector) q2.and(0xff).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 64]), s2);
                    s2 =
                            ((FloatVector) q2.and(0xff00).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 65]), s2);
                    s2 =
                            ((FloatVector) q2.and(0xff0000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 66]), s2);
                    s2 =
                            ((FloatVector) q2.and(0x3f000000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 67]), s2);
                    IntVector q3 =
                            z.lanewise(LSHR, 4)
                                    .and(0x0f0f0f0f)
                                    .or(h.lanewise(LSHR, 2).and(0x30303030));
                    s3 =
                            ((FloatVector) q3.and(0xff).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 96]), s3);
                    s3 =
                            ((FloatVector) q3.and(0xff00).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 97]), s3);
                    s3 =
                            ((FloatVector) q3.and(0xff0000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 98]), s3);
                    s3 =
                            ((FloatVector) q3.and(0x3f000000).convert(I2F, 0))
                                    .fma(FloatVector.broadcast(FLOATS, in[i + 99]), s3);
                }
                FloatVector scale = FloatVector.fromArray(FLOATS, d, g / GROUPS * ROWS + row);
                a =
                        s0.mul(
                                        ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                QUARTER_BYTES,
                                                                tile,
                                                                at + row,
                                                                ORDER)
                                                        .convertShape(B2F, FLOATS, 0)))
                                .fma(scale, a);
                a =
                        s1.mul(
                                        ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                QUARTER_BYTES,
                                                                tile,
                                                                at + ROWS + row,
                                                                ORDER)
                                                        .convertShape(B2F, FLOATS, 0)))
                                .fma(scale, a);
                a =
                        s2.mul(
                                        ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                QUARTER_BYTES,
                                                                tile,
                                                                at + 2L * ROWS + row,
                                                                ORDER)
                                                        .convertShape(B2F, FLOATS, 0)))
                                .fma(scale, a);
                a =
                        s3.mul(
                                        ((FloatVector)
                                                ByteVector.fromMemorySegment(
                                                                QUARTER_BYTES,
                                                                tile,
                                                                at + 3L * ROWS + row,
                                                                ORDER)
                                                        .convertShape(B2F, FLOATS, 0)))
                                .fma(scale, a);
            }
            a.intoArray(out, oo + row);
        }
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
        float[] d = scratch.row(ROWS);
        HalfLanes.widen(tile, base + (long) block * HEADER, 1, d, 0);
        for (int g = 0; g < GROUPS; g++) {
            long at = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int row = 0; row < ROWS; row += WIDTH) {
                expand(tile, at, row, d, panel, po + column(g) * ROWS + row);
            }
        }
    }

    private static void expand(
            MemorySegment tile, long at, int row, float[] d, float[] panel, int po) {
        FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
        FloatVector d0 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(QUARTER_BYTES, tile, at + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector d1 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector d2 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + 2L * ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector d3 =
                ((FloatVector)
                                ByteVector.fromMemorySegment(
                                                QUARTER_BYTES, tile, at + 3L * ROWS + row, ORDER)
                                        .convertShape(B2F, FLOATS, 0))
                        .mul(scale);
        FloatVector m0 = d0.mul(-32f);
        FloatVector m1 = d1.mul(-32f);
        FloatVector m2 = d2.mul(-32f);
        FloatVector m3 = d3.mul(-32f);
        for (int j = 0; j < WORDS; j++) {
            long word = at + (2L * j) * VECTOR + 4L * row;
            IntVector w = IntVector.fromMemorySegment(INTS, tile, word + FIRST, ORDER);
            IntVector z = IntVector.fromMemorySegment(INTS, tile, word + SECOND, ORDER);
            IntVector h = IntVector.fromMemorySegment(INTS, tile, word + HIGH, ORDER);
            IntVector q0 = w.and(0x0f0f0f0f).or(h.lanewise(LSHL, 4).and(0x30303030));
            IntVector q1 = z.and(0x0f0f0f0f).or(h.lanewise(LSHL, 2).and(0x30303030));
            IntVector q2 = w.lanewise(LSHR, 4).and(0x0f0f0f0f).or(h.and(0x30303030));
            IntVector q3 =
                    z.lanewise(LSHR, 4).and(0x0f0f0f0f).or(h.lanewise(LSHR, 2).and(0x30303030));
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
