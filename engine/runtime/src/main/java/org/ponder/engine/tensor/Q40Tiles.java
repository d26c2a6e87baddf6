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
 * <p>A tile holds pairs of blocks, the scales of both and then a nibble group; so the blocks of a
 * row must be even in number.
 */
final class Q40Tiles implements TileFormat {
    private static final int HEADER = 2 * ROWS;
    private static final int GROUP = 2 * HEADER + NibbleGroups.BYTES;
    private static final int LOW = 0x0f0f0f0f;

    @Override
    public long tileBytes(int blocks) {
        return (long) (blocks / 2) * GROUP;
    }

    @Override
    public int partColumns() {
        return 32;
    }

    @Override
    public boolean hasOffsets() {
        return true;
    }

    @Override
    public void pack(
            MemorySegment file, long from, MemorySegment tile, long base, int block, int row) {
        long group = group(base, block);
        int odd = block % 2;
        TileFormat.copyHalf(file, from, tile, group + (long) odd * HEADER, row);
        for (int j = 0; j < NibbleGroups.WORDS; j++) {
            // Words 0 to 3 are low nibbles in the file, 4 to 7 the high ones of the same bytes.
            int nibbles = (file.get(INT, from + 2 + 4L * (j % 4)) >>> (j / 4 * 4)) & LOW;
            long at = group + 2L * HEADER + NibbleGroups.word(row, j);
            tile.set(INT, at, odd == 0 ? nibbles : tile.get(INT, at) | nibbles << 4);
        }
    }

    /** Where the group with a block begins. */
    private static long group(long base, int block) {
        return base + (long) (block / 2) * GROUP;
    }

    @Override
    public void scales(TileSlice slice) {
        long at = group(slice.base, slice.block);
        for (int b = 0; b < slice.count; b += 2) {
            HalfLanes.widen(slice.tile, at, 2, slice.scales, b * ROWS);
            at += GROUP;
        }
        for (int i = 0; i < slice.count * ROWS; i += WIDTH) {
            FloatVector.fromArray(FLOATS, slice.scales, i).mul(-8f).intoArray(slice.offsets, i);
        }
    }

    @Override
    public void sums(TileSlice slice, int[] pairs, int pair) {
        NibbleGroups.sum(
                slice.tile,
                group(slice.base, slice.block) + 2L * HEADER,
                GROUP,
                slice.count / 2,
                pairs,
                pair,
                slice.sums);
    }

    @Override
    public void expand(TileSlice slice) {
        for (int b = 0; b < slice.count; b += 2) {
            long at = group(slice.base, slice.block + b) + 2L * HEADER;
            NibbleGroups.expand(slice.tile, at, slice.panel, b * 32 * ROWS);
        }
    }
}
