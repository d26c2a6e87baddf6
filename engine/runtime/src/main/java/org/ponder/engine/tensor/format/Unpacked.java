package org.ponder.engine.tensor.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A block taken apart: element i is {@code quants[i] * scales[i / 16] + offsets[i / 16]}, or, where
 * the type has a table, the quants are numbers of its entries. Used again for block after block.
 */
public final class Unpacked {
    /** Elements that share a scale. */
    public static final int GROUP = 16;

    /** The largest blocks. */
    public static final int ELEMENTS = 256;

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] quants = new byte[ELEMENTS];
    private final float[] scales = new float[ELEMENTS / GROUP];
    private final float[] offsets = new float[ELEMENTS / GROUP];

    /** Small integers, one for each element. */
    public byte[] quants() {
        return quants;
    }

    /** What the integers of each 16 elements are multiplied with. */
    public float[] scales() {
        return scales;
    }

    /** What is then added. */
    public float[] offsets() {
        return offsets;
    }

    /** Sets 8 quants, the first in the lowest byte. */
    void eight(int at, long bytes) {
        LONG.set(quants, at, bytes);
    }

    void group(int group, float scale, float offset) {
        scales[group] = scale;
        offsets[group] = offset;
    }

    /** Sets scale and offset of 32 elements. */
    void pair(int pair, float scale, float offset) {
        group(2 * pair, scale, offset);
        group(2 * pair + 1, scale, offset);
    }

    /** Eight bytes of a block. */
    static long eightOf(byte[] source, int at) {
        return (long) LONG.get(source, at);
    }
}
