package org.ponder.engine.tensor;

import static jdk.incubator.vector.VectorOperators.B2F;
import static org.ponder.engine.tensor.Lanes.FLOATS;
import static org.ponder.engine.tensor.Lanes.QUARTER_BYTES;
import static org.ponder.engine.tensor.Lanes.WIDTH;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Objects;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.tensor.format.BlockUnpacker;
import org.ponder.engine.tensor.format.BlockUnpackers;
import org.ponder.engine.tensor.format.Unpacked;

/**
 * Dequantizes rows of the many types that have no kernel of their own: each is taken apart eight
 * elements at a time by whole words, then looked up, converted and scaled by vectors. Equal to
 * {@link Dequantizer} but for the rounding of one multiply-add. Belongs to one task at a time.
 */
final class UnpackedRows {
    private final Unpacked parts = new Unpacked();
    private byte[] source = {};

    /** Whether the type can be taken apart, on this machine. */
    static boolean supports(GgmlType type) {
        return WIDTH >= 8 && BlockUnpackers.of(type) != null;
    }

    /**
     * Writes elements as floats.
     *
     * @param at where in the data a block begins
     * @param count elements, of whole blocks
     */
    void dequantize(GgmlType type, MemorySegment data, long at, float[] target, int count) {
        BlockUnpacker unpacker = Objects.requireNonNull(BlockUnpackers.of(type));
        int bytes = Math.toIntExact(type.bytes(count));
        if (source.length < bytes) {
            source = new byte[bytes];
        }
        MemorySegment.copy(data, ValueLayout.JAVA_BYTE, at, source, 0, bytes);
        ByteVector table = table(type);
        int size = type.blockSize();
        for (int block = 0; block < count / size; block++) {
            unpacker.unpack(source, block * type.blockBytes(), parts);
            if (table != null) {
                lookUp(table, parts.quants(), size);
            }
            scale(size, target, block * size);
        }
    }

    private static @Nullable ByteVector table(GgmlType type) {
        byte[] entries = BlockUnpackers.table(type);
        return entries == null ? null : ByteVector.fromArray(ByteVector.SPECIES_128, entries, 0);
    }

    private static void lookUp(ByteVector table, byte[] quants, int size) {
        for (int i = 0; i < size; i += ByteVector.SPECIES_128.length()) {
            ByteVector.fromArray(ByteVector.SPECIES_128, quants, i)
                    .selectFrom(table)
                    .intoArray(quants, i);
        }
    }

    private void scale(int size, float[] target, int to) {
        byte[] quants = parts.quants();
        float[] scales = parts.scales();
        float[] offsets = parts.offsets();
        for (int group = 0; group < size / Unpacked.GROUP; group++) {
            FloatVector scale = FloatVector.broadcast(FLOATS, scales[group]);
            FloatVector offset = FloatVector.broadcast(FLOATS, offsets[group]);
            for (int i = group * Unpacked.GROUP; i < (group + 1) * Unpacked.GROUP; i += WIDTH) {
                ((FloatVector)
                                ByteVector.fromArray(QUARTER_BYTES, quants, i)
                                        .convertShape(B2F, FLOATS, 0))
                        .fma(scale, offset)
                        .intoArray(target, to + i);
            }
        }
    }
}
