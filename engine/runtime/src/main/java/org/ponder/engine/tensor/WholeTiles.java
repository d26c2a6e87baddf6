package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * Tiles of types whose weights are whole numbers from -8 to 7 times a scale of the row's 32
 * columns, and where there are offsets an offset of theirs more.
 */
interface WholeTiles extends TileFormat {
    /** Whether weights have offsets. */
    boolean hasOffsets();

    /**
     * Takes blocks apart, as many as {@link #expandedBlocks}: their weights for {@link
     * ShortKernel#multiply}, their scales for {@link ShortKernel#scale} and their offsets.
     *
     * @param po where in the panel the first column's weights of this tile begin
     * @param terms scales {@code [tile][32 columns][row]}, then as many offsets
     * @param to where the scales of this tile's first 32 columns begin, {@link ShortKernel#OFFSETS}
     *     before their offsets
     */
    void expandWhole(
            MemorySegment tile,
            long base,
            int block,
            int[] panel,
            int po,
            float[] terms,
            int to,
            Scratch scratch);
}
