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
 * <p>A tile holds pairs of blocks, the scales of both and then their nibble group, so the blocks of
 * a row must be even in number. What is used together lies together: a tile is read from its first
 * line to its last.
 */
final class Q40Tiles implements WholeTiles {
    private static final int HEADER = 2 * ROWS;
    private static final int GROUP = 2 * HEADER + NibbleGroups.BYTES;
    private static final int LOW = 0x0f0f0f0f;

    @Override
    public long tileBytes(int blocks) {
        return (long) (blocks / 2) * GROUP;
    }

    @Override
    public Arrangement arrangement() {
        return Arrangement.NIBBLES;
    }

    @Override
    public boolean pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long group = group(base, block);
        boolean finite =
                TileFormat.copyHalf(file, from, tile, group + (long) (block % 2) * HEADER, row);
        long to = group + 2L * HEADER + 4L * row;
        for (int j = 0; j < NibbleGroups.WORDS; j++) {
            // Words 0 to 3 are low nibbles in the file, 4 to 7 the high ones of the same bytes.
            int nibbles = (file.get(INT, from + 2 + 4L * (j % 4)) >>> (j / 4 * 4)) & LOW;
            long at = to + 4L * ROWS * j;
            tile.set(INT, at, block % 2 == 0 ? nibbles : tile.get(INT, at) | nibbles << 4);
        }
        return finite;
    }

    /** Where the group with a block begins. */
    private static long group(long base, int block) {
        return base + (long) (block / 2) * GROUP;
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
        float[] terms = scratch.parts(4 * ROWS);
        float[] in = inputs.arranged(Arrangement.NIBBLES);
        float[] sums = inputs.sums();
        for (int block = 0; block < blocks; block += 2) {
            long group = group(base, block);
            int column = k + block * 32;
            terms(tile, group, terms);
            NibbleGroups.add(tile, group + 2L * HEADER, in, column, sums, terms, out, oo);
        }
    }

    /** Writes scale and least of a group's blocks: the latter is eight times the former. */
    private static void terms(MemorySegment tile, long group, float[] terms) {
        for (int block = 0; block < 2; block++) {
            int to = 2 * block * ROWS;
            HalfLanes.widen(tile, group + (long) block * HEADER, 1, terms, to);
            for (int row = to; row < to + ROWS; row += WIDTH) {
                FloatVector.fromArray(FLOATS, terms, row).mul(8f).intoArray(terms, ROWS + row);
            }
        }
    }

    @Override
    public int expandedBlocks() {
        return 2;
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch) {
        float[] terms = scratch.parts(4 * ROWS);
        long group = group(base, block);
        terms(tile, group, terms);
        NibbleGroups.expand(tile, group + 2L * HEADER, terms, panel, po);
    }

    @Override
    public void expandWhole(
            MemorySegment tile, long base, int block, int[] panel, int po, float[] scales, int so) {
        long group = group(base, block);
        for (int b = 0; b < 2; b++) {
            int to = so + b * ShortKernel.PANEL_ROWS;
            HalfLanes.widen(tile, group + (long) b * HEADER, 1, scales, to);
            for (int row = to; row < to + ROWS; row += WIDTH) {
                FloatVector.fromArray(FLOATS, scales, row)
                        .mul(1 / ShortKernel.UNIT)
                        .intoArray(scales, row);
            }
        }
        NibbleGroups.expandWhole(tile, group + 2L * HEADER, panel, po);
    }
}
