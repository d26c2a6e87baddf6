package org.ponder.engine.gguf;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Gives a tensor's bytes piece by piece, so that a file larger than memory can be written. */
@FunctionalInterface
public interface TensorData {
    /**
     * Fills a piece; pieces come in order and hold whole blocks of the tensor's type.
     *
     * @param offset of the piece in the tensor's data, in bytes
     * @param target little-endian, to be filled up to its limit
     */
    void fill(long offset, ByteBuffer target) throws IOException;

    /** Bytes that are in memory. */
    static TensorData of(MemorySegment data) {
        return (offset, target) ->
                target.put(data.asSlice(offset, target.remaining()).asByteBuffer());
    }

    /** Floats for a tensor of type F32. */
    static TensorData of(float[] data) {
        return (offset, target) -> {
            int first = Math.toIntExact(offset / Float.BYTES);
            target.asFloatBuffer().put(data, first, target.remaining() / Float.BYTES);
            target.position(target.limit());
        };
    }
}
