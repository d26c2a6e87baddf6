package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INT;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;

/**
 * Q4_0: blocks of 32 weights, a half-float scale and 16 bytes whose low nibbles are the first 16
 * weights, 8 more than they stand for.
 *
 * <p>A tile begins with the scales of every block; nibble groups of two blocks each follow, so the
 * blocks of a row must be even in number.
 */
final class Q40Tiles implements TileFormat {
    private static final int HEADER = 2 * ROWS;
    private static final int LOW = 0x0f0f0f0f;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * HEADER + (long) (blocks / 2) * NibbleGroups.BYTES;
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.NIBBLES;
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
        long to = group(base, blocks, block / 2) + 4L * row;
        int shift = block % 2 * 4;
        for (int j = 0; j < NibbleGroups.WORDS; j++) {
            // Words 0 to 3 are low nibbles in the file, 4 to 7 the high ones of the same bytes.
            int nibbles = (file.get(INT, from + 2 + 4L * (j % 4)) >>> (j / 4 * 4)) & LOW;
            long at = to + 4L * ROWS * j;
            tile.set(INT, at, tile.get(INT, at) | (nibbles << shift));
        }
    }

    private static long group(long base, int blocks, int group) {
        return base + (long) blocks * HEADER + (long) group * NibbleGroups.BYTES;
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
        float[] parts = scratch.parts(blocks * ROWS);
        float[] in = inputs.arranged(Arrangement.NIBBLES);
        long words = group(base, blocks, 0);
        NibbleGroups.sum(tile, words, NibbleGroups.BYTES, blocks / 2, in, k, parts);
        float[] sums = inputs.sums();
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int block = 0; block < blocks; block++) {
            int s = k / 16 + 2 * block;
            FloatVector offset = FloatVector.broadcast(FLOATS, 8 * (sums[s] + sums[s + 1]));
            int at = block * ROWS;
            a =
                    FloatVector.fromArray(FLOATS, parts, at)
                            .sub(offset)
                            .fma(FloatVector.fromArray(FLOATS, d, at), a);
            b =
                    FloatVector.fromArray(FLOATS, parts, at + WIDTH)
                            .sub(offset)
                            .fma(FloatVector.fromArray(FLOATS, d, at + WIDTH), b);
        }
        a.intoArray(out, oo);
        b.intoArray(out, oo + WIDTH);
    }

    @Override
    public int expandedBlocks() {
        return 2;
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
        float[] terms = scratch.parts(4 * ROWS);
        HalfLanes.widen(tile, base + (long) block * HEADER, 2, terms);
        for (int i = 0; i < 2 * ROWS; i++) {
            terms[2 * ROWS + i] = -8 * terms[i];
        }
        NibbleGroups.expand(tile, group(base, blocks, block / 2), terms, panel, po);
    }
}
