package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * Tiles of types whose weights are whole numbers from -8 to 7 times a scale of the row's 32
 * columns.
 */
interface WholeTiles extends TileFormat {
    /**
     * Takes blocks apart, as many as {@link #expandedBlocks}: their weights for {@link
     * ShortKernel#multiply} and their scales for {@link ShortKernel#scale}.
     *
     * @param po where in the panel the first column's weights of this tile begin
     * @param so where among the scales the first block's of this tile begin
     */
    void expandWhole(
            MemorySegment tile, long base, int block, int[] panel, int po, float[] scales, int so);
}
