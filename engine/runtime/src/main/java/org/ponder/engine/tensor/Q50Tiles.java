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
 * Q5_0: blocks of 32 weights of 5 bits, 16 more than they stand for: a half-float scale, a word of
 * their fifth bits, and 16 bytes whose low nibbles are the first 16 weights.
 *
 * <p>A tile holds for each block its scales, the fifth bits, and the four words of nibbles. The
 * fifth bits are moved so that, after one shift for each word already done, those of a word stand
 * above its nibbles: bit {@code 8b + j} belongs to the low nibble of byte b of word j, bit {@code
 * 8b + 4 + j} to the high one.
 */
final class Q50Tiles implements TileFormat {
    private static final int COLUMNS = 32;
    private static final int WORDS = 4;
    private static final int HEADER = 2 * ROWS;
    private static final int VECTOR = 4 * WIDTH;

    /** Bytes of one word of all rows. */
    private static final int NEXT = 4 * ROWS;

    private static final int BLOCK = HEADER + (1 + WORDS) * NEXT;
    private static final int OFFSET = 16;
    private static final int NIBBLES = 0x0f0f0f0f;
    private static final int FIFTHS = 0x10101010;

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
        long to = base + (long) block * BLOCK;
        boolean finite = TileFormat.copyHalf(file, from, tile, to, row);
        int bits = file.get(INT, from + 2);
        int moved = 0;
        for (int k = 0; k < COLUMNS; k++) {
            int at = k % 4 * 8 + k / 16 * 4 + k % 16 / 4;
            moved |= ((bits >>> k) & 1) << at;
        }
        tile.set(INT, to + HEADER + 4L * row, moved);
        TileFormat.copyWords(file, from + 6, tile, to + HEADER + NEXT + 4L * row, WORDS);
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
        float[] d = scratch.parts(ROWS);
        float[] in = inputs.arranged(Arrangement.BYTES);
        float[] sums = inputs.sums();
        for (int block = 0; block < blocks; block++) {
            long at = base + (long) block * BLOCK;
            int column = k + block * COLUMNS;
            int s = column / 16;
            HalfLanes.widen(tile, at, 1, d, 0);
            float offset = -OFFSET * (sums[s] + sums[s + 1]);
            add(tile, at + HEADER, in, column, d, offset, out, oo);
        }
    }

    /**
     * Adds the products of one block. {@link NibbleGroups#add} says why the loop counts by its
     * address and inputs have several indexes.
     */
    private static void add(
            MemorySegment tile,
            long at,
            float[] in,
            int from,
            float[] d,
            float offset,
            float[] out,
            int oo) {
        FloatVector s0 = FloatVector.broadcast(FLOATS, offset);
        FloatVector t0 = s0;
        FloatVector s1 = FloatVector.zero(FLOATS);
        FloatVector t1 = s1;
        FloatVector s2 = s1;
        FloatVector t2 = s1;
        FloatVector s3 = s1;
        FloatVector t3 = s1;
        FloatVector x;
        IntVector h = IntVector.fromMemorySegment(INTS, tile, at, ORDER);
        IntVector g = IntVector.fromMemorySegment(INTS, tile, at + VECTOR, ORDER);
        long end = at + (1L + WORDS) * NEXT;
        int i = from;
        int j = from + 16;
        for (long word = at + NEXT; word != end; word += NEXT) {
            IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
            IntVector q = v.and(NIBBLES).or(h.lanewise(LSHL, 4).and(FIFTHS));
            IntVector p = u.and(NIBBLES).or(g.lanewise(LSHL, 4).and(FIFTHS));
            x = FloatVector.broadcast(FLOATS, in[i]);
            s0 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 1]);
            s1 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[i + 2]);
            s2 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[i + 3]);
            s3 = ((FloatVector) q.and(0x1f000000).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0x1f000000).convert(I2F, 0)).fma(x, t3);
            q = v.lanewise(LSHR, 4).and(NIBBLES).or(h.and(FIFTHS));
            p = u.lanewise(LSHR, 4).and(NIBBLES).or(g.and(FIFTHS));
            x = FloatVector.broadcast(FLOATS, in[j]);
            s0 = ((FloatVector) q.and(0xff).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) p.and(0xff).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[j + 1]);
            s1 = ((FloatVector) q.and(0xff00).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) p.and(0xff00).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[j + 2]);
            s2 = ((FloatVector) q.and(0xff0000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) p.and(0xff0000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[j + 3]);
            s3 = ((FloatVector) q.and(0x1f000000).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) p.and(0x1f000000).convert(I2F, 0)).fma(x, t3);
            h = h.lanewise(LSHR, 1);
            g = g.lanewise(LSHR, 1);
            i += 4;
            j += 4;
        }
        s0.add(s1)
                .add(s2.add(s3))
                .fma(FloatVector.fromArray(FLOATS, d, 0), FloatVector.fromArray(FLOATS, out, oo))
                .intoArray(out, oo);
        t0.add(t1)
                .add(t2.add(t3))
                .fma(
                        FloatVector.fromArray(FLOATS, d, WIDTH),
                        FloatVector.fromArray(FLOATS, out, oo + WIDTH))
                .intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch) {
        float[] d = scratch.parts(ROWS);
        long at = base + (long) block * BLOCK;
        HalfLanes.widen(tile, at, 1, d, 0);
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector scale = FloatVector.fromArray(FLOATS, d, row);
            FloatVector least = scale.mul(-OFFSET);
            IntVector h = IntVector.fromMemorySegment(INTS, tile, at + HEADER + 4L * row, ORDER);
            for (int j = 0; j < WORDS; j++) {
                long word = at + HEADER + (1L + j) * NEXT + 4L * row;
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                IntVector q = v.and(NIBBLES).or(h.lanewise(LSHL, 4).and(FIFTHS));
                IntVector p = v.lanewise(LSHR, 4).and(NIBBLES).or(h.and(FIFTHS));
                int to = po + 4 * j * ROWS + row;
                for (int b = 0; b < 4; b++) {
                    ((FloatVector) q.and(0xff).convert(I2F, 0))
                            .fma(scale, least)
                            .intoArray(panel, to + b * ROWS);
                    ((FloatVector) p.and(0xff).convert(I2F, 0))
                            .fma(scale, least)
                            .intoArray(panel, to + (16 + b) * ROWS);
                    q = q.lanewise(LSHR, 8);
                    p = p.lanewise(LSHR, 8);
                }
                h = h.lanewise(LSHR, 1);
            }
        }
    }
}
