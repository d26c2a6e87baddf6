package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * Rounded inputs times tiles: one input straight from the tiles, several through panels of whole
 * numbers, so that a batch passes over the weights once. An output's additions have the same order
 * either way, and so the same bits.
 */
final class TileMultiply {
    private final TileFormat format;
    private final int blockColumns;
    private final int columns;
    private final int rows;
    private final long tileBytes;

    TileMultiply(TileFormat format, int blockColumns, int rows, int columns) {
        this.format = format;
        this.blockColumns = blockColumns;
        this.rows = rows;
        this.columns = columns;
        tileBytes = format.tileBytes(columns / blockColumns);
    }

    /** One input, rows {@code from} (a multiple of ROWS) to {@code to}. */
    void one(
            MemorySegment tiles, int from, int to, RoundedInputs in, float[] out, Scratch scratch) {
        int row = from;
        for (; row + ROWS <= to; row += ROWS) {
            one(tiles, row, in, out, row, scratch);
        }
        if (row < to) {
            float[] edge = scratch.edge(ROWS);
            one(tiles, row, in, edge, 0, scratch);
            System.arraycopy(edge, 0, out, row, to - row);
        }
    }

    private void one(
            MemorySegment tiles, int row, RoundedInputs in, float[] out, int oo, Scratch scratch) {
        TileSlice slice = scratch.slice();
        Arrays.fill(out, oo, oo + ROWS, 0f);
        for (int k = 0; k < columns; k += TileSlice.COLUMNS) {
            set(slice, tiles, row, k);
            format.scales(slice);
            format.sums(slice, in.pairs(), k / 2);
            slice.addScaledSums(in, 0, out, oo);
            if (slice.hasOffsets) {
                slice.addOffsets(in, 0, out, oo);
            }
        }
    }

    private void set(TileSlice slice, MemorySegment tiles, int row, int k) {
        int depth = Math.min(TileSlice.COLUMNS, columns - k);
        slice.tile = tiles;
        slice.base = row / ROWS * tileBytes;
        slice.block = k / blockColumns;
        slice.count = depth / blockColumns;
        slice.column = k;
        slice.hasOffsets = format.hasOffsets();
        slice.partColumns = format.partColumns();
        slice.parts = depth / slice.partColumns;
    }

    /** Several inputs, likewise. */
    void many(
            MemorySegment tiles,
            int from,
            int to,
            RoundedInputs in,
            int count,
            float[] out,
            Scratch scratch) {
        for (int row = from; row < to; row += ROWS) {
            if (row + ROWS <= to) {
                many(tiles, row, in, count, out, row, rows, scratch);
                continue;
            }
            float[] edge = scratch.edge(count * ROWS);
            many(tiles, row, in, count, edge, 0, ROWS, scratch);
            for (int t = 0; t < count; t++) {
                System.arraycopy(edge, t * ROWS, out, t * rows + row, to - row);
            }
        }
    }

    /** The rows of one tile; outputs of input t begin at {@code oo + t * os}. */
    private void many(
            MemorySegment tiles,
            int row,
            RoundedInputs in,
            int count,
            float[] out,
            int oo,
            int os,
            Scratch scratch) {
        TileSlice slice = scratch.slice();
        for (int t = 0; t < count; t++) {
            Arrays.fill(out, oo + t * os, oo + t * os + ROWS, 0f);
        }
        for (int k = 0; k < columns; k += TileSlice.COLUMNS) {
            set(slice, tiles, row, k);
            format.scales(slice);
            format.expand(slice);
            TileKernel.multiply(slice, in, count, out, oo, os);
        }
    }
}
