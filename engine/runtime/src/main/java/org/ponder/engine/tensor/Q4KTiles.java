package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORT;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Q4_K: blocks of 256 weights in eight parts of 32. A weight is {@code d*scale*q - dmin*least},
 * with half floats d and dmin for the block and 6 bits of scale and least for each part.
 *
 * <p>A tile begins with d and dmin of every block; groups of 64 columns follow: scale and least of
 * two parts, a byte for each row, and sixteen vectors of words. Word j of a row holds weights 2j of
 * both parts and 2j+1 of both parts as signed nibbles, 8 less than q; the 8 is made good through
 * the sum of the inputs.
 */
final class Q4KTiles implements TileFormat {
    private static final int WORDS = 16;
    private static final int VECTOR = 2 * ROWS;
    private static final int HEADER = 2 * VECTOR;
    private static final int QUANTS = 4 * ROWS;
    private static final int GROUP = QUANTS + WORDS * VECTOR;
    private static final int GROUPS = 4;

    /** Turns nibbles from 0 to 15 into two's complement of 8 less. */
    private static final int SIGNS = 0x8888;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (HEADER + GROUPS * GROUP);
    }

    @Override
    public void pack(
            MemorySegment file,
            long from,
            MemorySegment tile,
            long base,
            int blocks,
            int block,
            int lane) {
        long header = base + (long) block * HEADER + 2L * lane;
        tile.set(SHORT, header, file.get(SHORT, from));
        tile.set(SHORT, header + VECTOR, file.get(SHORT, from + 2));
        for (int g = 0; g < GROUPS; g++) {
            long to = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            int row = TileFormat.row(lane);
            for (int part = 0; part < 2; part++) {
                int scales = scaleAndLeast(file, from + 4, 2 * g + part);
                tile.set(ValueLayout.JAVA_BYTE, to + 2L * part * ROWS + row, (byte) scales);
                tile.set(
                        ValueLayout.JAVA_BYTE,
                        to + (2L * part + 1) * ROWS + row,
                        (byte) (scales >> 8));
            }
            for (int j = 0; j < WORDS; j++) {
                int word = file.get(SHORT, from + 16 + 32L * g + 2L * j) ^ SIGNS;
                tile.set(SHORT, to + QUANTS + (long) j * VECTOR + 2L * lane, (short) word);
            }
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
            Inputs in,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        float[] d = scratch.row(2 * blocks * ROWS);
        HalfLanes.widen(tile, base, 2 * blocks, d);
        int[] pairs = in.pairs();
        float[] scales = in.scales();
        float[] sums = in.sums();
        int xb = k / Inputs.BLOCK;
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector e = a;
        for (int g = 0; g < blocks * GROUPS; g++) {
            long at = base + (long) blocks * HEADER + (long) g * GROUP;
            int dAt = g / GROUPS * (2 * ROWS);
            int from = k + g * 64;
            ShortVector s0 = ShortVector.zero(SHORTS);
            ShortVector s1 = s0;
            ShortVector s2 = s0;
            ShortVector s3 = s0;
            for (int j = 0; j < WORDS; j++) {
                ShortVector w =
                        ShortVector.fromMemorySegment(
                                SHORTS, tile, at + QUANTS + (long) j * VECTOR, ORDER);
                int i = from + 2 * j;
                s0 =
                        w.lanewise(LSHL, 12)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i]).reinterpretAsShorts())
                                .add(s0);
                s1 =
                        w.lanewise(LSHL, 8)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 32]).reinterpretAsShorts())
                                .add(s1);
                s2 =
                        w.lanewise(LSHL, 4)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 1]).reinterpretAsShorts())
                                .add(s2);
                s3 =
                        w.lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 33]).reinterpretAsShorts())
                                .add(s3);
            }
            IntVector sum;
            FloatVector x;
            FloatVector offset;
            FloatVector total;

            // The first 32 columns.
            sum = s0.add(s2).reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[g * 2 + 0 + xb]);
            offset = FloatVector.broadcast(FLOATS, 8 * sums[g * 2 + 0 + xb]);
            total = FloatVector.broadcast(FLOATS, sums[g * 2 + 0 + xb]);
            a =
                    ((FloatVector) sum.lanewise(LSHL, 16).lanewise(ASHR, 16).convert(I2F, 0))
                            .fma(x, offset)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 0L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt), a);
            b =
                    ((FloatVector) sum.lanewise(ASHR, 16).convert(I2F, 0))
                            .fma(x, offset)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 0L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
            c =
                    total.mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 1L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + ROWS), c);
            e =
                    total.mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 1L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + ROWS + WIDTH), e);

            // The second 32 columns.
            sum = s1.add(s3).reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[g * 2 + 1 + xb]);
            offset = FloatVector.broadcast(FLOATS, 8 * sums[g * 2 + 1 + xb]);
            total = FloatVector.broadcast(FLOATS, sums[g * 2 + 1 + xb]);
            a =
                    ((FloatVector) sum.lanewise(LSHL, 16).lanewise(ASHR, 16).convert(I2F, 0))
                            .fma(x, offset)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 2L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt), a);
            b =
                    ((FloatVector) sum.lanewise(ASHR, 16).convert(I2F, 0))
                            .fma(x, offset)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 2L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
            c =
                    total.mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + ROWS), c);
            e =
                    total.mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + ROWS + WIDTH), e);
        }
        a.sub(c).intoArray(out, oo);
        b.sub(e).intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int blocks, int block, float[] panel, int po) {
        float[] scale = new float[2 * ROWS];
        float[] least = new float[2 * ROWS];
        for (int g = 0; g < GROUPS; g++) {
            long at = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int row = 0; row < ROWS; row++) {
                long header = base + (long) block * HEADER + 2L * TileFormat.lane(row);
                float d = HalfLanes.value(tile, header);
                float min = HalfLanes.value(tile, header + VECTOR);
                for (int part = 0; part < 2; part++) {
                    scale[part * ROWS + row] = d * unsigned(tile, at + 2L * part * ROWS + row);
                    least[part * ROWS + row] =
                            8 * scale[part * ROWS + row]
                                    - min * unsigned(tile, at + (2L * part + 1) * ROWS + row);
                }
            }
            expand(tile, at + QUANTS, scale, least, panel, po + g * 64 * ROWS);
        }
    }

    private static void expand(
            MemorySegment tile, long at, float[] scale, float[] least, float[] panel, int po) {
        FloatVector sa = FloatVector.fromArray(FLOATS, scale, 0);
        FloatVector sb = FloatVector.fromArray(FLOATS, scale, WIDTH);
        FloatVector ta = FloatVector.fromArray(FLOATS, scale, ROWS);
        FloatVector tb = FloatVector.fromArray(FLOATS, scale, ROWS + WIDTH);
        FloatVector ma = FloatVector.fromArray(FLOATS, least, 0);
        FloatVector mb = FloatVector.fromArray(FLOATS, least, WIDTH);
        FloatVector na = FloatVector.fromArray(FLOATS, least, ROWS);
        FloatVector nb = FloatVector.fromArray(FLOATS, least, ROWS + WIDTH);
        for (int j = 0; j < WORDS; j++) {
            IntVector w = IntVector.fromMemorySegment(INTS, tile, at + (long) j * VECTOR, ORDER);
            int to = po + 2 * j * ROWS;
            store(w.lanewise(LSHL, 28), sa, ma, panel, to);
            store(w.lanewise(LSHL, 12), sb, mb, panel, to + WIDTH);
            store(w.lanewise(LSHL, 24), ta, na, panel, to + 32 * ROWS);
            store(w.lanewise(LSHL, 8), tb, nb, panel, to + 32 * ROWS + WIDTH);
            store(w.lanewise(LSHL, 20), sa, ma, panel, to + ROWS);
            store(w.lanewise(LSHL, 4), sb, mb, panel, to + ROWS + WIDTH);
            store(w.lanewise(LSHL, 16), ta, na, panel, to + 33 * ROWS);
            store(w, tb, nb, panel, to + 33 * ROWS + WIDTH);
        }
    }

    private static void store(
            IntVector top, FloatVector scale, FloatVector offset, float[] panel, int at) {
        ((FloatVector) top.lanewise(ASHR, 28).convert(I2F, 0))
                .fma(scale, offset)
                .intoArray(panel, at);
    }
}
