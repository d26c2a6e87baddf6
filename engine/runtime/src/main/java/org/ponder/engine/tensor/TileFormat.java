package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * How the rows of a block type are laid out for lanes that are rows.
 *
 * <p>A tile holds Lanes.ROWS rows. The 16-bit words of the file's quants are transposed: a vector
 * holds the same word of every row, so a lane holds some weights of one row, which shifts take
 * apart. Lane 2i is row i, lane 2i+1 row i+WIDTH: halves of the lanes seen as ints are whole
 * vectors of neighbouring rows. Products of a weight of at most 6 bits and an 8-bit input are
 * summed in 16 bits, exactly, as far as they cannot overflow; then widened, scaled and summed in
 * float.
 */
interface TileFormat {
    /** Bytes of a tile of so many blocks of the file's type in each row. */
    long tileBytes(int blocks);

    /**
     * Moves one row's block from the file into a tile.
     *
     * @param from where in the file the block begins
     * @param base where in the segment the tile begins
     * @param blocks in each row of the tile
     * @param block which of them
     * @param lane where in a vector the row goes
     */
    void pack(
            MemorySegment file,
            long from,
            MemorySegment tile,
            long base,
            int blocks,
            int block,
            int lane);

    /** {@code out[oo + r]} for the rows of a tile and the input vector that begins at {@code k}. */
    void multiply(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs in,
            int k,
            float[] out,
            int oo,
            Scratch scratch);

    /** Dequantizes one block of a tile: {@code panel[po + i*ROWS + r]}. */
    void expand(MemorySegment tile, long base, int blocks, int block, float[] panel, int po);

    /** The row, counted within the tile, of a lane. */
    static int row(int lane) {
        return (lane & 1) * Lanes.WIDTH + (lane >> 1);
    }

    /** The lane of a row, counted within the tile. */
    static int lane(int row) {
        return row < Lanes.WIDTH ? 2 * row : 2 * (row - Lanes.WIDTH) + 1;
    }
}
