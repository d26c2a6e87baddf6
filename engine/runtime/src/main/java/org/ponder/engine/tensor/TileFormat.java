package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * How the rows of a block type are laid out for lanes that are rows.
 *
 * <p>A tile holds Lanes.ROWS rows, two vectors of ints. The 32-bit words of the file's quants are
 * transposed: a vector holds the same word of neighbouring rows, so a lane holds some weights of
 * one row. A weight is masked where it stands in its word, converted and multiplied; the inputs are
 * divided beforehand by the power of two by which it stands too high. So most weights cost three
 * operations and no shift, and there is no horizontal sum. Everything but the order of additions is
 * exact.
 */
interface TileFormat {
    /** Bytes of a tile of so many blocks of the file's type in each row. */
    long tileBytes(int blocks);

    /** How {@link #add} wants its inputs. */
    Arrangement arrangement();

    /**
     * Moves one row's block from the file into a tile.
     *
     * @param from where in the file the block begins
     * @param base where in the segment the tile begins
     * @param block which of the row's
     * @param row counted within the tile
     * @return whether its scales are finite: {@link #add} and {@link #expand} would take others for
     *     numbers
     */
    boolean pack(MemorySegment file, long from, MemorySegment tile, long base, int block, int row);

    /**
     * Adds to {@code out[oo + r]} the products of a tile's rows and the input vector that begins at
     * {@code k}.
     */
    void add(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs inputs,
            int k,
            float[] out,
            int oo,
            Scratch scratch);

    /** Blocks that {@link #expand} takes together. */
    default int expandedBlocks() {
        return 1;
    }

    /** Dequantizes blocks of a tile: {@code panel[po + i*ROWS + r]}. */
    void expand(MemorySegment tile, long base, int block, float[] panel, int po, Scratch scratch);

    /** Puts a half float into a vector of one for each row; tells whether it is finite. */
    static boolean copyHalf(MemorySegment file, long from, MemorySegment tile, long to, int row) {
        short half = file.get(Lanes.SHORT, from);
        tile.set(Lanes.SHORT, to + 2L * row, half);
        return RowKernels.isFinite(half);
    }

    /** Puts a row's words, neighbours in the file, into vectors of one for each row. */
    static void copyWords(MemorySegment file, long from, MemorySegment tile, long to, int words) {
        for (int j = 0; j < words; j++) {
            tile.set(Lanes.INT, to + 4L * j * Lanes.ROWS, file.get(Lanes.INT, from + 4L * j));
        }
    }
}
