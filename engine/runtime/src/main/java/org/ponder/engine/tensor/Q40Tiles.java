package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Q4_0: blocks of 32 weights, a half-float scale and 16 bytes whose low nibbles are the first 16
 * weights, 8 more than they stand for.
 *
 * <p>A tile begins with the scales of every block; four words of quants for each block follow. Word
 * j of a row holds weights 4j to 4j+3 in the low nibbles of its bytes, 16 further in the high ones.
 */
final class Q40Tiles implements TileFormat {
    private static final int WORDS = 4;
    private static final int VECTOR = 4 * WIDTH;
    private static final int HEADER = 2 * ROWS;
    private static final int GROUP = WORDS * 2 * VECTOR;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (HEADER + GROUP);
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.NIBBLES_16;
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
        TileFormat.copyHalf(file, from, tile, base + (long) block * HEADER, row);
        long to = base + (long) blocks * HEADER + (long) block * GROUP + 4L * row;
        TileFormat.copyWords(file, from + 2, tile, to, WORDS);
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
        HalfLanes.widen(tile, base, blocks, d);
        float[] in = inputs.arranged(Arrangement.NIBBLES_16);
        float[] sums = inputs.sums();
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int block = 0; block < blocks; block++) {
            long at = base + (long) blocks * HEADER + (long) block * GROUP;
            int from = k + block * 32;
            FloatVector x =
                    FloatVector.broadcast(FLOATS, -8 * (sums[from / 16] + sums[from / 16 + 1]));
            FloatVector s0 = x;
            FloatVector t0 = x;
            FloatVector s1 = FloatVector.zero(FLOATS);
            FloatVector t1 = s1;
            for (int j = 0; j < WORDS; j++) {
                IntVector v =
                        IntVector.fromMemorySegment(INTS, tile, at + (2L * j) * VECTOR, ORDER);
                IntVector u =
                        IntVector.fromMemorySegment(INTS, tile, at + (2L * j + 1) * VECTOR, ORDER);
                int i = from + 4 * j;
                x = FloatVector.broadcast(FLOATS, in[i]);
                s0 = ((FloatVector) v.and(0xf).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 16]);
                s1 = ((FloatVector) v.and(0xf0).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf0).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 1]);
                s0 = ((FloatVector) v.and(0xf00).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf00).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 17]);
                s1 = ((FloatVector) v.and(0xf000).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf000).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 2]);
                s0 = ((FloatVector) v.and(0xf0000).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf0000).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 18]);
                s1 = ((FloatVector) v.and(0xf00000).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.and(0xf00000).convert(I2F, 0)).fma(x, t1);
                x = FloatVector.broadcast(FLOATS, in[i + 3]);
                s0 = ((FloatVector) v.and(0xf000000).convert(I2F, 0)).fma(x, s0);
                t0 = ((FloatVector) u.and(0xf000000).convert(I2F, 0)).fma(x, t0);
                x = FloatVector.broadcast(FLOATS, in[i + 19]);
                s1 = ((FloatVector) v.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, s1);
                t1 = ((FloatVector) u.lanewise(LSHR, 28).convert(I2F, 0)).fma(x, t1);
            }
            a = s0.add(s1).fma(FloatVector.fromArray(FLOATS, d, block * ROWS), a);
            b = t0.add(t1).fma(FloatVector.fromArray(FLOATS, d, block * ROWS + WIDTH), b);
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
        float[] d = scratch.row(ROWS);
        HalfLanes.widen(tile, base + (long) block * HEADER, 1, d);
        long at = base + (long) blocks * HEADER + (long) block * GROUP;
        for (int half = 0; half < 2; half++) {
            FloatVector scale = FloatVector.fromArray(FLOATS, d, half * WIDTH);
            FloatVector least = scale.mul(-8f);
            for (int j = 0; j < WORDS; j++) {
                IntVector v =
                        IntVector.fromMemorySegment(
                                INTS, tile, at + (2L * j + half) * VECTOR, ORDER);
                int to = po + 4 * j * ROWS + half * WIDTH;
                for (int b = 0; b < 4; b++) {
                    ((FloatVector) v.and(15).convert(I2F, 0))
                            .fma(scale, least)
                            .intoArray(panel, to + b * ROWS);
                    ((FloatVector) v.lanewise(LSHR, 4).and(15).convert(I2F, 0))
                            .fma(scale, least)
                            .intoArray(panel, to + (b + 16) * ROWS);
                    v = v.lanewise(LSHR, 8);
                }
            }
        }
    }
}
