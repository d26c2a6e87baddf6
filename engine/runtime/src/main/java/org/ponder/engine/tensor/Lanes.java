package org.ponder.engine.tensor;

import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shapes of this machine, where its vectors have 128 to 512 bits: kernels take blocks of
 * 16 and 32 by whole ones. Constants, so that the compiler folds what depends on them.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;

    /** Floats in a vector: 4 to 16 on the machines of today. */
    static final int WIDTH = FLOATS.length();

    /**
     * Shorts in a vector, which is also the number of rows in a panel or tile: two float vectors.
     */
    static final int ROWS = SHORTS.length();

    /** As many shorts as there are floats in a vector. */
    static final VectorSpecies<Short> HALF_SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 2));

    /** Bytes read for one vector of floats; where a vector has four, half of these are used. */
    static final VectorSpecies<Byte> QUARTER_BYTES =
            WIDTH >= 16 ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

    static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ORDER);

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ORDER);

    private Lanes() {}
}
