package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Objects;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.tensor.format.BlockDecoder;
import org.ponder.engine.tensor.format.BlockDecoders;

/** Turns stored tensor elements into floats, equal to those of ggml's reference to the last bit. */
public final class Dequantizer {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Blocks are copied to the heap so many bytes at a time, at most. */
    private static final int CHUNK = 8192;

    private Dequantizer() {}

    /** Whether elements of this type can be turned into floats. */
    public static boolean supports(GgmlType type) {
        return switch (type) {
            case F32, F16, BF16 -> true;
            default -> BlockDecoders.of(type) != null;
        };
    }

    /**
     * Turns a run of elements into floats.
     *
     * @param source the tensor's bytes
     * @param byteOffset where in the source a block begins
     * @param target receives the floats
     * @param targetOffset where in the target they begin
     * @param count elements, of whole blocks
     * @throws IllegalArgumentException if the type is not supported or the blocks are not whole
     * @throws IndexOutOfBoundsException if source or target are too small
     */
    public static void dequantize(
            GgmlType type,
            MemorySegment source,
            long byteOffset,
            float[] target,
            int targetOffset,
            int count) {
        Objects.checkFromIndexSize(targetOffset, count, target.length);
        Objects.checkFromIndexSize(byteOffset, type.bytes(count), source.byteSize());
        switch (type) {
            case F32 -> MemorySegment.copy(source, FLOAT, byteOffset, target, targetOffset, count);
            case F16 -> {
                for (int i = 0; i < count; i++) {
                    short bits = source.get(SHORT, byteOffset + 2L * i);
                    target[targetOffset + i] = Float.float16ToFloat(bits);
                }
            }
            case BF16 -> {
                for (int i = 0; i < count; i++) {
                    short bits = source.get(SHORT, byteOffset + 2L * i);
                    target[targetOffset + i] = Float.intBitsToFloat(bits << 16);
                }
            }
            default -> blocks(type, source, byteOffset, target, targetOffset, count);
        }
    }

    private static void blocks(
            GgmlType type,
            MemorySegment source,
            long byteOffset,
            float[] target,
            int targetOffset,
            int count) {
        BlockDecoder decoder = BlockDecoders.of(type);
        if (decoder == null) {
            throw new IllegalArgumentException(
                    "Tensors of type " + type + " are not supported: use a file without them.");
        }
        int blocks = count / type.blockSize();
        int blockBytes = type.blockBytes();
        int most = Math.min(blocks, CHUNK / blockBytes);
        byte[] chunk = new byte[most * blockBytes];
        for (int first = 0; first < blocks; first += most) {
            int here = Math.min(most, blocks - first);
            long from = byteOffset + (long) first * blockBytes;
            MemorySegment.copy(source, ValueLayout.JAVA_BYTE, from, chunk, 0, here * blockBytes);
            int to = targetOffset + first * type.blockSize();
            for (int i = 0; i < here; i++) {
                decoder.decode(chunk, i * blockBytes, target, to + i * type.blockSize());
            }
        }
    }
}
