package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
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
 * Q8_0: blocks of 32 weights, a half-float scale and 32 signed bytes.
 *
 * <p>A tile holds for each block its scales and then its words, with 128 added to each byte, so
 * that a weight can be masked where it stands.
 */
final class Q80Tiles implements TileFormat {
    private static final int COLUMNS = 32;
    private static final int WORDS = 8;
    private static final int HEADER = 2 * ROWS;
    private static final int VECTOR = 4 * WIDTH;
    private static final int BLOCK = HEADER + WORDS * 4 * ROWS;
    private static final int OFFSET = 128;
    private static final int OFFSETS = 0x80808080;

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
        for (int j = 0; j < WORDS; j++) {
            int bytes = file.get(INT, from + 2 + 4L * j) ^ OFFSETS;
            tile.set(INT, to + HEADER + 4L * (j * ROWS + row), bytes);
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
     * address.
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
        long end = at + BLOCK - HEADER;
        int i = from;
        for (long word = at; word != end; word += 2L * VECTOR) {
            IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
            IntVector u = IntVector.fromMemorySegment(INTS, tile, word + VECTOR, ORDER);
            x = FloatVector.broadcast(FLOATS, in[i]);
            s0 = ((FloatVector) v.and(0xff).convert(I2F, 0)).fma(x, s0);
            t0 = ((FloatVector) u.and(0xff).convert(I2F, 0)).fma(x, t0);
            x = FloatVector.broadcast(FLOATS, in[i + 1]);
            s1 = ((FloatVector) v.and(0xff00).convert(I2F, 0)).fma(x, s1);
            t1 = ((FloatVector) u.and(0xff00).convert(I2F, 0)).fma(x, t1);
            x = FloatVector.broadcast(FLOATS, in[i + 2]);
            s2 = ((FloatVector) v.and(0xff0000).convert(I2F, 0)).fma(x, s2);
            t2 = ((FloatVector) u.and(0xff0000).convert(I2F, 0)).fma(x, t2);
            x = FloatVector.broadcast(FLOATS, in[i + 3]);
            s3 = ((FloatVector) v.lanewise(LSHR, 24).convert(I2F, 0)).fma(x, s3);
            t3 = ((FloatVector) u.lanewise(LSHR, 24).convert(I2F, 0)).fma(x, t3);
            i += 4;
        }
        // The topmost byte is shifted down, but its inputs are divided like those of the others.
        x = FloatVector.broadcast(FLOATS, 0x1p24f);
        s0.add(s1)
                .add(s3.fma(x, s2))
                .fma(FloatVector.fromArray(FLOATS, d, 0), FloatVector.fromArray(FLOATS, out, oo))
                .intoArray(out, oo);
        t0.add(t1)
                .add(t3.fma(x, t2))
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
            for (int j = 0; j < WORDS; j++) {
                long word = at + HEADER + 4L * (j * ROWS + row);
                IntVector v = IntVector.fromMemorySegment(INTS, tile, word, ORDER);
                int to = po + 4 * j * ROWS + row;
                for (int b = 0; b < 4; b++) {
                    ((FloatVector) v.and(0xff).convert(I2F, 0))
                            .fma(scale, least)
                            .intoArray(panel, to + b * ROWS);
                    v = v.lanewise(LSHR, 8);
                }
            }
        }
    }
}
