package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * How the rows of a block type are laid out for lanes that are rows.
 *
 * <p>A tile holds Lanes.ROWS rows, two vectors of ints. The 32-bit words of the file's quants are
 * transposed: a vector holds the same word of neighbouring rows, so a lane holds some weights of
 * one row, and there is no horizontal sum.
 *
 * <p>Weights and {@linkplain RoundedInputs rounded inputs} are whole numbers that are multiplied
 * and summed in 16-bit lanes, a part of 16 or 32 columns at a time: so many that no sum overflows.
 * The two lanes of a 32-bit word take two columns of its row, a pair. Of each four columns the
 * pairs are 0 and 2, 1 and 3, since those stand 16 bits apart in the file's words. A weight is
 * {@code scale * whole number + offset}, with a scale for each part and an offset for each 32
 * columns.
 */
interface TileFormat {
    /** Bytes of a tile of so many blocks of the file's type in each row. */
    long tileBytes(int blocks);

    /** Columns that have one scale: 16 or 32. */
    int partColumns();

    /** Whether weights have an offset. */
    boolean hasOffsets();

    /**
     * Moves one row's block from the file into a tile.
     *
     * @param from where in the file the block begins
     * @param base where in the segment the tile begins
     * @param block which of the row's
     * @param row counted within the tile
     */
    void pack(MemorySegment file, long from, MemorySegment tile, long base, int block, int row);

    /** Writes the slice's scales {@code [part][ROWS]} and offsets {@code [32 columns][ROWS]}. */
    void scales(TileSlice slice);

    /**
     * Writes the slice's sums of whole numbers times inputs, {@code [part][ROWS]}.
     *
     * @param pairs of rounded inputs
     * @param pair the slice's first
     */
    void sums(TileSlice slice, int[] pairs, int pair);

    /** Writes the slice's whole numbers into its panel. */
    void expand(TileSlice slice);

    /** Puts a half float into a vector of one for each row. */
    static void copyHalf(MemorySegment file, long from, MemorySegment tile, long to, int row) {
        tile.set(Lanes.SHORT, to + 2L * row, file.get(Lanes.SHORT, from));
    }
}
