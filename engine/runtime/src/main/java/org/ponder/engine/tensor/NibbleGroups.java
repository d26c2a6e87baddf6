package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.ASHR;
import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static org.ponder.engine.tensor.Lanes.INTS;
import static org.ponder.engine.tensor.Lanes.ORDER;
import static org.ponder.engine.tensor.Lanes.ROWS;
import static org.ponder.engine.tensor.Lanes.SHORTS;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;

/**
 * The common part of all types with 4 bits a weight: sums over 32 columns of unsigned nibbles times
 * inputs, for the rows of a tile. 16 products of a nibble and a signed byte fit 16 bits.
 *
 * <p>A group is 64 columns in eight words of each row. Word j holds weights 4j to 4j+3 of the first
 * 32 columns in the low nibbles of its bytes, those of the second 32 in the high ones. The words of
 * one vector of rows come first, then those of the other: memory is read line after line, which is
 * what processors fetch ahead of time.
 */
final class NibbleGroups {
    static final int COLUMNS = 64;
    static final int WORDS = 8;

    /** Bytes of one word of a vector of rows. */
    private static final int VECTOR = 4 * WIDTH;

    /** Bytes of a group's words. */
    static final int BYTES = WORDS * 4 * ROWS;

    /** Pairs of inputs in a part. */
    private static final int PAIRS = 16;

    private static final short NIBBLE = 15;

    private NibbleGroups() {}

    /** Where word j of a row is, counted from the group's words. */
    static long word(int row, int j) {
        return ((long) row / WIDTH * WORDS + j) * VECTOR + 4L * (row % WIDTH);
    }

    /**
     * Writes {@code sums[(2*g + part)*ROWS + row]}.
     *
     * @param at where the first group's words begin
     * @param stride bytes from one group to the next
     * @param pairs of inputs
     * @param pair the first of them
     */
    static void sum(
            MemorySegment tile,
            long at,
            long stride,
            int groups,
            int[] pairs,
            int pair,
            float[] sums) {
        for (int i = 0; i < 2 * groups; i++) {
            int g = i >> 1;
            int half = i & 1;
            sum(
                    tile,
                    at + g * stride + (long) half * WORDS * VECTOR,
                    pairs,
                    pair + 2 * g * PAIRS,
                    sums,
                    2 * g * ROWS + half * WIDTH);
        }
    }

    /** Both parts of a group, for one vector of rows. */
    private static void sum(
            MemorySegment tile, long words, int[] pairs, int pair, float[] sums, int to) {
        ShortVector s = ShortVector.zero(SHORTS);
        ShortVector t = s;
        ShortVector v;
        ShortVector x;
        // Written out, since a loop of eight costs as much as what is in it.
        v = ShortVector.fromMemorySegment(SHORTS, tile, words, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 1]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 16]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 17]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 2]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 3]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 18]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 19]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 2L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 4]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 5]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 20]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 21]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 3L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 6]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 7]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 22]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 23]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 4L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 8]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 9]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 24]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 25]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 5L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 10]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 11]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 26]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 27]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 6L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 12]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 13]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 28]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 29]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        v = ShortVector.fromMemorySegment(SHORTS, tile, words + 7L * VECTOR, ORDER);
        x = IntVector.broadcast(INTS, pairs[pair + 14]).reinterpretAsShorts();
        s = v.and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 15]).reinterpretAsShorts();
        s = v.lanewise(LSHR, 8).and(NIBBLE).mul(x).add(s);
        x = IntVector.broadcast(INTS, pairs[pair + 30]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 4).and(NIBBLE).mul(x).add(t);
        x = IntVector.broadcast(INTS, pairs[pair + 31]).reinterpretAsShorts();
        t = v.lanewise(LSHR, 12).mul(x).add(t);
        // The two columns of a row come together.
        IntVector w = s.reinterpretAsInts();
        w = w.lanewise(ASHR, 16).add(w.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) w.convert(I2F, 0)).intoArray(sums, to);
        w = t.reinterpretAsInts();
        w = w.lanewise(ASHR, 16).add(w.lanewise(LSHL, 16).lanewise(ASHR, 16));
        ((FloatVector) w.convert(I2F, 0)).intoArray(sums, to + ROWS);
    }

    /** Writes the nibbles of a group as shorts, {@code [pair][ROWS][2]}. */
    static void expand(MemorySegment tile, long at, short[] panel, int po) {
        int step = 2 * ROWS;
        for (int j = 0; j < WORDS; j++) {
            for (int half = 0; half < 2; half++) {
                long word = at + ((long) half * WORDS + j) * VECTOR;
                ShortVector v = ShortVector.fromMemorySegment(SHORTS, tile, word, ORDER);
                int to = po + 2 * j * step + half * ROWS;
                v.and(NIBBLE).intoArray(panel, to);
                v.lanewise(LSHR, 8).and(NIBBLE).intoArray(panel, to + step);
                v.lanewise(LSHR, 4).and(NIBBLE).intoArray(panel, to + PAIRS * step);
                v.lanewise(LSHR, 12).intoArray(panel, to + (PAIRS + 1) * step);
            }
        }
    }
}
