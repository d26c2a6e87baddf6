package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORT;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * Q4_0: blocks of 32 weights, a half-float scale and 16 bytes whose low nibbles are the first 16
 * weights.
 *
 * <p>A block of a tile is the rows' scales and eight vectors of words. Word j of a row holds
 * weights 2j, 2j+16, 2j+1 and 2j+17 as signed nibbles; 32 products of a signed nibble and a signed
 * byte fit 16 bits.
 */
final class Q40Tiles implements TileFormat {
    private static final int WORDS = 8;
    private static final int VECTOR = 2 * ROWS;
    private static final int BLOCK = (1 + WORDS) * VECTOR;

    /** Turns nibbles that count from -8 into two's complement. */
    private static final int SIGNS = 0x8888;

    /** Half-float bits, moved to a float's sign and mantissa, are short of this factor. */
    private static final float HALF_BIAS = 0x1p112f;

    /** Half of that factor goes to the inputs' scale, half to the result: neither can overflow. */
    private static final float HALF_BIAS_ROOT = 0x1p56f;

    private static final int HALF_MASK = 0x8fffe000;

    @Override
    public long tileBytes(int blocks) {
        return (long) blocks * BLOCK;
    }

    @Override
    public void pack(
            MemorySegment file,
            long from,
            MemorySegment tile,
            long base,
            int blocks,
            int block,
            int lane) {
        long to = base + (long) block * BLOCK + 2L * lane;
        tile.set(SHORT, to, file.get(SHORT, from));
        for (int j = 0; j < WORDS; j++) {
            int word = file.get(SHORT, from + 2 + 2L * j) ^ SIGNS;
            tile.set(SHORT, to + (1L + j) * VECTOR, (short) word);
        }
    }

    @Override
    public void multiply(
            MemorySegment tile,
            long base,
            int blocks,
            Inputs in,
            int k,
            float[] out,
            int oo,
            Scratch scratch) {
        int[] pairs = in.pairs();
        float[] scales = in.scales();
        FloatVector a = FloatVector.zero(FLOATS);
        FloatVector b = a;
        for (int block = 0; block < blocks; block++) {
            long at = base + (long) block * BLOCK;
            int x = k + block * 32;
            ShortVector s0 = ShortVector.zero(SHORTS);
            ShortVector s1 = s0;
            ShortVector s2 = s0;
            ShortVector s3 = s0;
            for (int j = 0; j < WORDS; j++) {
                ShortVector w =
                        ShortVector.fromMemorySegment(SHORTS, tile, at + (1L + j) * VECTOR, ORDER);
                int i = x + 2 * j;
                s0 =
                        w.lanewise(LSHL, 12)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i]).reinterpretAsShorts())
                                .add(s0);
                s1 =
                        w.lanewise(LSHL, 8)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 16]).reinterpretAsShorts())
                                .add(s1);
                s2 =
                        w.lanewise(LSHL, 4)
                                .lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 1]).reinterpretAsShorts())
                                .add(s2);
                s3 =
                        w.lanewise(ASHR, 12)
                                .mul(IntVector.broadcast(INTS, pairs[i + 17]).reinterpretAsShorts())
                                .add(s3);
            }
            IntVector sum = s0.add(s1).add(s2.add(s3)).reinterpretAsInts();
            IntVector halves = IntVector.fromMemorySegment(INTS, tile, at, ORDER);
            FloatVector scale =
                    FloatVector.broadcast(FLOATS, scales[(k >>> 5) + block] * HALF_BIAS_ROOT);
            a =
                    ((FloatVector) sum.lanewise(LSHL, 16).lanewise(ASHR, 16).convert(I2F, 0))
                            .mul(scale)
                            .fma(
                                    halves.lanewise(LSHL, 16)
                                            .lanewise(ASHR, 3)
                                            .and(HALF_MASK)
                                            .reinterpretAsFloats(),
                                    a);
            b =
                    ((FloatVector) sum.lanewise(ASHR, 16).convert(I2F, 0))
                            .mul(scale)
                            .fma(halves.lanewise(ASHR, 3).and(HALF_MASK).reinterpretAsFloats(), b);
        }
        a.mul(HALF_BIAS_ROOT).intoArray(out, oo);
        b.mul(HALF_BIAS_ROOT).intoArray(out, oo + WIDTH);
    }

    @Override
    public void expand(
            MemorySegment tile, long base, int blocks, int block, float[] panel, int po) {
        long at = base + (long) block * BLOCK;
        IntVector halves = IntVector.fromMemorySegment(INTS, tile, at, ORDER);
        FloatVector low =
                halves.lanewise(LSHL, 16)
                        .lanewise(ASHR, 3)
                        .and(HALF_MASK)
                        .reinterpretAsFloats()
                        .mul(HALF_BIAS);
        FloatVector high =
                halves.lanewise(ASHR, 3).and(HALF_MASK).reinterpretAsFloats().mul(HALF_BIAS);
        for (int j = 0; j < WORDS; j++) {
            IntVector w = IntVector.fromMemorySegment(INTS, tile, at + (1L + j) * VECTOR, ORDER);
            int to = po + 2 * j * ROWS;
            store(w.lanewise(LSHL, 28), low, panel, to);
            store(w.lanewise(LSHL, 12), high, panel, to + WIDTH);
            store(w.lanewise(LSHL, 24), low, panel, to + 16 * ROWS);
            store(w.lanewise(LSHL, 8), high, panel, to + 16 * ROWS + WIDTH);
            store(w.lanewise(LSHL, 20), low, panel, to + ROWS);
            store(w.lanewise(LSHL, 4), high, panel, to + ROWS + WIDTH);
            store(w.lanewise(LSHL, 16), low, panel, to + 17 * ROWS);
            store(w, high, panel, to + 17 * ROWS + WIDTH);
        }
    }

    private static void store(IntVector top, FloatVector scale, float[] panel, int at) {
        ((FloatVector) top.lanewise(ASHR, 28).convert(I2F, 0)).mul(scale).intoArray(panel, at);
    }
}
