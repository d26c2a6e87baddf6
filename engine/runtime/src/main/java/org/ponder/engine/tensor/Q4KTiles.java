package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;

/**
 * Q4_K: blocks of 256 weights in eight parts of 32. A weight is {@code d*scale*q - dmin*least},
 * with half floats d and dmin for the block and 6 bits of scale and least for each part.
 *
 * <p>A tile begins with d and dmin of every block; groups of two parts follow: scale and least of
 * both, a byte for each row, and a nibble group, as it is in the file.
 */
final class Q4KTiles implements TileFormat {
    private static final int HEADER = 4 * ROWS;
    private static final int QUANTS = 4 * ROWS;
    private static final int GROUP = QUANTS + NibbleGroups.BYTES;
    private static final int GROUPS = 4;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * (HEADER + GROUPS * GROUP);
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
        long header = base + (long) block * HEADER;
        TileFormat.copyHalf(file, from, tile, header, row);
        TileFormat.copyHalf(file, from + 2, tile, header + 2L * ROWS, row);
        for (int g = 0; g < GROUPS; g++) {
            long to = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int part = 0; part < 2; part++) {
                int scales = scaleAndLeast(file, from + 4, 2 * g + part);
                long at = to + 2L * part * ROWS + row;
                tile.set(ValueLayout.JAVA_BYTE, at, (byte) scales);
                tile.set(ValueLayout.JAVA_BYTE, at + ROWS, (byte) (scales >> 8));
            }
            TileFormat.copyWords(
                    file, from + 16 + 32L * g, tile, to + QUANTS + 4L * row, NibbleGroups.WORDS);
        }
    }

    /** The scale in the low byte and the least in the next, of one part, from the packed twelve. */
    private static int scaleAndLeast(MemorySegment file, long at, int part) {
        if (part < 4) {
            return (unsigned(file, at + part) & 63) | (unsigned(file, at + part + 4) & 63) << 8;
        }
        int low = unsigned(file, at + part + 4);
        int scale = (low & 15) | unsigned(file, at + part - 4) >> 6 << 4;
        int least = low >> 4 | unsigned(file, at + part) >> 6 << 4;
        return scale | least << 8;
    }

    private static int unsigned(MemorySegment file, long at) {
        return file.get(ValueLayout.JAVA_BYTE, at) & 0xff;
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
        float[] d = scratch.row(2 * blocks * ROWS);
        HalfLanes.widen(tile, base, 2 * blocks, d);
        int groups = blocks * GROUPS;
        float[] parts = scratch.parts(2 * groups * ROWS);
        float[] in = inputs.arranged(Arrangement.NIBBLES);
        long first = base + (long) blocks * HEADER;
        NibbleGroups.sum(tile, first + QUANTS, GROUP, groups, in, k, parts);
        float[] sums = inputs.sums();
        for (int row = 0; row < ROWS; row += WIDTH) {
            FloatVector a = FloatVector.zero(FLOATS);
            FloatVector b = a;
            for (int g = 0; g < groups; g++) {
                long at = first + (long) g * GROUP + row;
                int dAt = g / GROUPS * (2 * ROWS) + row;
                int partAt = 2 * g * ROWS + row;
                int s = k / 16 + 4 * g;
                FloatVector scale = FloatVector.fromArray(FLOATS, d, dAt);
                FloatVector least = FloatVector.fromArray(FLOATS, d, dAt + ROWS);
                a =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(QUARTER_BYTES, tile, at, ORDER)
                                                .convertShape(B2F, FLOATS, 0))
                                .mul(scale)
                                .fma(FloatVector.fromArray(FLOATS, parts, partAt), a);
                b =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(
                                                        QUARTER_BYTES, tile, at + ROWS, ORDER)
                                                .convertShape(B2F, FLOATS, 0))
                                .mul(least)
                                .fma(FloatVector.broadcast(FLOATS, sums[s] + sums[s + 1]), b);
                a =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(
                                                        QUARTER_BYTES, tile, at + 2L * ROWS, ORDER)
                                                .convertShape(B2F, FLOATS, 0))
                                .mul(scale)
                                .fma(FloatVector.fromArray(FLOATS, parts, partAt + ROWS), a);
                b =
                        ((FloatVector)
                                        ByteVector.fromMemorySegment(
                                                        QUARTER_BYTES, tile, at + 3L * ROWS, ORDER)
                                                .convertShape(B2F, FLOATS, 0))
                                .mul(least)
                                .fma(FloatVector.broadcast(FLOATS, sums[s + 2] + sums[s + 3]), b);
            }
            a.sub(b).intoArray(out, oo + row);
        }
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
        float[] d = scratch.row(2 * ROWS);
        HalfLanes.widen(tile, base + (long) block * HEADER, 2, d);
        float[] terms = scratch.parts(4 * ROWS);
        for (int g = 0; g < GROUPS; g++) {
            long at = base + (long) blocks * HEADER + ((long) block * GROUPS + g) * GROUP;
            for (int row = 0; row < ROWS; row++) {
                for (int part = 0; part < 2; part++) {
                    long scales = at + 2L * part * ROWS + row;
                    int to = part * ROWS + row;
                    terms[to] = d[row] * unsigned(tile, scales);
                    terms[2 * ROWS + to] = -d[ROWS + row] * unsigned(tile, scales + ROWS);
                }
            }
            NibbleGroups.expand(tile, at + QUANTS, terms, panel, po + g * 64 * ROWS);
        }
    }
}
