package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.B2F;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
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
 * Q6_K: blocks of 256 weights of 6 bits, less 32, in sixteen parts of 16 with a signed byte of
 * scale each, and a half float for the block.
 *
 * <p>A tile begins with the half floats of every block; groups of 64 columns follow. A group takes
 * half of the parts of 128 columns: weights c to c+15, and those 32, 64 and 96 further. It holds
 * their four scales, a byte for each row, and three times eight vectors of words: low nibbles of
 * the first and third part, of the second and fourth, and the high pairs of bits of all. In two's
 * complement of 6 bits, eight products with a signed byte fit 16 bits.
 */
final class Q6KTiles implements TileFormat {
    private static final int WORDS = 8;
    private static final int VECTOR = 2 * ROWS;
    private static final int FIRST = 4 * ROWS;
    private static final int SECOND = FIRST + WORDS * VECTOR;
    private static final int HIGH = SECOND + WORDS * VECTOR;
    private static final int GROUP = HIGH + WORDS * VECTOR;
    private static final int GROUPS = 4;

    /** Turns pairs of bits from 0 to 3 into two's complement of 2 less. */
    private static final int SIGNS = 0xaaaa;

    private static final short LOW = 15;
    private static final short TOP = ~15;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (VECTOR + GROUPS * GROUP);
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
        tile.set(SHORT, base + (long) block * VECTOR + 2L * lane, file.get(SHORT, from + 208));
        int row = TileFormat.row(lane);
        for (int g = 0; g < GROUPS; g++) {
            long to = base + (long) blocks * VECTOR + ((long) block * GROUPS + g) * GROUP;
            int half = g >> 1;
            int odd = g & 1;
            for (int part = 0; part < 4; part++) {
                byte scale =
                        file.get(ValueLayout.JAVA_BYTE, from + 192 + 8L * half + 2L * part + odd);
                tile.set(ValueLayout.JAVA_BYTE, to + (long) part * ROWS + row, scale);
            }
            long low = from + 64L * half + 16L * odd;
            long high = from + 128 + 32L * half + 16L * odd;
            for (int j = 0; j < WORDS; j++) {
                long at = to + (long) j * VECTOR + 2L * lane;
                tile.set(SHORT, at + FIRST, file.get(SHORT, low + 2L * j));
                tile.set(SHORT, at + SECOND, file.get(SHORT, low + 32 + 2L * j));
                tile.set(SHORT, at + HIGH, (short) (file.get(SHORT, high + 2L * j) ^ SIGNS));
            }
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
            Inputs in,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        float[] d = scratch.row(blocks * ROWS);
        HalfLanes.widen(tile, base, blocks, d);
        int[] pairs = in.pairs();
        float[] scales = in.scales();
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int g = 0; g < blocks * GROUPS; g++) {
            long at = base + (long) blocks * VECTOR + (long) g * GROUP;
            int dAt = g / GROUPS * ROWS;
            int from = k + column(g);
            ShortVector s0;
            ShortVector s1;
            ShortVector s2;
            ShortVector s3;
            IntVector low;
            IntVector high;
            FloatVector x;
            s0 = ShortVector.zero(SHORTS);
            s1 = s0;
            s2 = s0;
            s3 = s0;

            for (int j = 0; j < WORDS; j++) {
                ShortVector w =
                        ShortVector.fromMemorySegment(
                                SHORTS, tile, at + FIRST + (long) j * VECTOR, ORDER);
                ShortVector h =
                        ShortVector.fromMemorySegment(
                                SHORTS, tile, at + HIGH + (long) j * VECTOR, ORDER);
                int i = from + 2 * j;
                s0 =
                        h.lanewise(LSHL, 14)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i]).reinterpretAsShorts())
                                .add(s0);
                s1 =
                        h.lanewise(LSHL, 10)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 4).and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i + 64]).reinterpretAsShorts())
                                .add(s1);
                s2 =
                        h.lanewise(LSHL, 6)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 8).and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i + 1]).reinterpretAsShorts())
                                .add(s2);
                s3 =
                        h.lanewise(LSHL, 2)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 12))
                                .mul(IntVector.broadcast(INTS, pairs[i + 65]).reinterpretAsShorts())
                                .add(s3);
            }
            low = s0.reinterpretAsInts();
            high = s2.reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[(from + 0) / Inputs.BLOCK]);
            a =
                    ((FloatVector)
                                    low.lanewise(LSHL, 16)
                                            .lanewise(ASHR, 16)
                                            .add(high.lanewise(LSHL, 16).lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
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
                    ((FloatVector)
                                    low.lanewise(ASHR, 16)
                                            .add(high.lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 0L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
            low = s1.reinterpretAsInts();
            high = s3.reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[(from + 64) / Inputs.BLOCK]);
            a =
                    ((FloatVector)
                                    low.lanewise(LSHL, 16)
                                            .lanewise(ASHR, 16)
                                            .add(high.lanewise(LSHL, 16).lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
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
                    ((FloatVector)
                                    low.lanewise(ASHR, 16)
                                            .add(high.lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 2L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
            s0 = ShortVector.zero(SHORTS);
            s1 = s0;
            s2 = s0;
            s3 = s0;

            for (int j = 0; j < WORDS; j++) {
                ShortVector w =
                        ShortVector.fromMemorySegment(
                                SHORTS, tile, at + SECOND + (long) j * VECTOR, ORDER);
                ShortVector h =
                        ShortVector.fromMemorySegment(
                                SHORTS, tile, at + HIGH + (long) j * VECTOR, ORDER);
                int i = from + 2 * j;
                s0 =
                        h.lanewise(LSHL, 12)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i + 32]).reinterpretAsShorts())
                                .add(s0);
                s1 =
                        h.lanewise(LSHL, 8)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 4).and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i + 96]).reinterpretAsShorts())
                                .add(s1);
                s2 =
                        h.lanewise(LSHL, 4)
                                .lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 8).and(LOW))
                                .mul(IntVector.broadcast(INTS, pairs[i + 33]).reinterpretAsShorts())
                                .add(s2);
                s3 =
                        h.lanewise(ASHR, 10)
                                .and(TOP)
                                .or(w.lanewise(LSHR, 12))
                                .mul(IntVector.broadcast(INTS, pairs[i + 97]).reinterpretAsShorts())
                                .add(s3);
            }
            low = s0.reinterpretAsInts();
            high = s2.reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[(from + 32) / Inputs.BLOCK]);
            a =
                    ((FloatVector)
                                    low.lanewise(LSHL, 16)
                                            .lanewise(ASHR, 16)
                                            .add(high.lanewise(LSHL, 16).lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 1L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt), a);
            b =
                    ((FloatVector)
                                    low.lanewise(ASHR, 16)
                                            .add(high.lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 1L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
            low = s1.reinterpretAsInts();
            high = s3.reinterpretAsInts();
            x = FloatVector.broadcast(FLOATS, scales[(from + 96) / Inputs.BLOCK]);
            a =
                    ((FloatVector)
                                    low.lanewise(LSHL, 16)
                                            .lanewise(ASHR, 16)
                                            .add(high.lanewise(LSHL, 16).lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt), a);
            b =
                    ((FloatVector)
                                    low.lanewise(ASHR, 16)
                                            .add(high.lanewise(ASHR, 16))
                                            .convert(I2F, 0))
                            .mul(x)
                            .mul(
                                    (FloatVector)
                                            ByteVector.fromMemorySegment(
                                                            QUARTER_BYTES,
                                                            tile,
                                                            at + 3L * ROWS + WIDTH,
                                                            ORDER)
                                                    .convertShape(B2F, FLOATS, 0))
                            .fma(FloatVector.fromArray(FLOATS, d, dAt + WIDTH), b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int blocks, int block, float[] panel, int po) {
        float[] scale = new float[4 * ROWS];
        for (int g = 0; g < GROUPS; g++) {
            long at = base + (long) blocks * VECTOR + ((long) block * GROUPS + g) * GROUP;
            for (int row = 0; row < ROWS; row++) {
                float d =
                        HalfLanes.value(
                                tile, base + (long) block * VECTOR + 2L * TileFormat.lane(row));
                for (int part = 0; part < 4; part++) {
                    scale[part * ROWS + row] =
                            d * tile.get(ValueLayout.JAVA_BYTE, at + (long) part * ROWS + row);
                }
            }
            expand(tile, at, scale, panel, po + column(g) * ROWS);
        }
    }

    private static void expand(MemorySegment tile, long at, float[] scale, float[] panel, int po) {
        for (int j = 0; j < WORDS; j++) {
            long from = at + (long) j * VECTOR;
            IntVector w = IntVector.fromMemorySegment(INTS, tile, from + FIRST, ORDER);
            IntVector v = IntVector.fromMemorySegment(INTS, tile, from + SECOND, ORDER);
            IntVector h = IntVector.fromMemorySegment(INTS, tile, from + HIGH, ORDER);
            int to = po + 2 * j * ROWS;
            store(w.lanewise(LSHR, 0), h.lanewise(LSHR, 0), scale, 0 * ROWS, panel, to + 0 * ROWS);
            store(
                    w.lanewise(LSHR, 16),
                    h.lanewise(LSHR, 16),
                    scale,
                    0 * ROWS + WIDTH,
                    panel,
                    to + 0 * ROWS + WIDTH);
            store(w.lanewise(LSHR, 4), h.lanewise(LSHR, 4), scale, 2 * ROWS, panel, to + 64 * ROWS);
            store(
                    w.lanewise(LSHR, 20),
                    h.lanewise(LSHR, 20),
                    scale,
                    2 * ROWS + WIDTH,
                    panel,
                    to + 64 * ROWS + WIDTH);
            store(w.lanewise(LSHR, 8), h.lanewise(LSHR, 8), scale, 0 * ROWS, panel, to + 1 * ROWS);
            store(
                    w.lanewise(LSHR, 24),
                    h.lanewise(LSHR, 24),
                    scale,
                    0 * ROWS + WIDTH,
                    panel,
                    to + 1 * ROWS + WIDTH);
            store(
                    w.lanewise(LSHR, 12),
                    h.lanewise(LSHR, 12),
                    scale,
                    2 * ROWS,
                    panel,
                    to + 65 * ROWS);
            store(
                    w.lanewise(LSHR, 28),
                    h.lanewise(LSHR, 28),
                    scale,
                    2 * ROWS + WIDTH,
                    panel,
                    to + 65 * ROWS + WIDTH);
            store(v.lanewise(LSHR, 0), h.lanewise(LSHR, 2), scale, 1 * ROWS, panel, to + 32 * ROWS);
            store(
                    v.lanewise(LSHR, 16),
                    h.lanewise(LSHR, 18),
                    scale,
                    1 * ROWS + WIDTH,
                    panel,
                    to + 32 * ROWS + WIDTH);
            store(v.lanewise(LSHR, 4), h.lanewise(LSHR, 6), scale, 3 * ROWS, panel, to + 96 * ROWS);
            store(
                    v.lanewise(LSHR, 20),
                    h.lanewise(LSHR, 22),
                    scale,
                    3 * ROWS + WIDTH,
                    panel,
                    to + 96 * ROWS + WIDTH);
            store(
                    v.lanewise(LSHR, 8),
                    h.lanewise(LSHR, 10),
                    scale,
                    1 * ROWS,
                    panel,
                    to + 33 * ROWS);
            store(
                    v.lanewise(LSHR, 24),
                    h.lanewise(LSHR, 26),
                    scale,
                    1 * ROWS + WIDTH,
                    panel,
                    to + 33 * ROWS + WIDTH);
            store(
                    v.lanewise(LSHR, 12),
                    h.lanewise(LSHR, 14),
                    scale,
                    3 * ROWS,
                    panel,
                    to + 97 * ROWS);
            store(
                    v.lanewise(LSHR, 28),
                    h.lanewise(LSHR, 30),
                    scale,
                    3 * ROWS + WIDTH,
                    panel,
                    to + 97 * ROWS + WIDTH);
        }
    }

    private static void store(
            IntVector nibble, IntVector pair, float[] scale, int part, float[] panel, int at) {
        IntVector value = pair.lanewise(LSHL, 30).lanewise(ASHR, 26).or(nibble.and(LOW));
        ((FloatVector) value.convert(I2F, 0))
                .mul(FloatVector.fromArray(FLOATS, scale, part))
                .intoArray(panel, at);
    }
}
