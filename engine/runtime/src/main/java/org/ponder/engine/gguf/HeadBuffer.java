package org.ponder.engine.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Collects the head of a file, in little-endian order. */
final class HeadBuffer {
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    void i32(int value) {
        room(Integer.BYTES).putInt(value);
    }

    void i64(long value) {
        room(Long.BYTES).putLong(value);
    }

    void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        i64(utf8.length);
        room(utf8.length).put(utf8);
    }

    /** A value without its type; an array begins with that of its elements. */
    void value(ValueType type, Object value) {
        switch (type) {
            case STRING -> string((String) value);
            case BOOL -> room(1).put((byte) ((Boolean) value ? 1 : 0));
            case UINT8, INT8 -> room(1).put(((Number) value).byteValue());
            case UINT16, INT16 -> room(Short.BYTES).putShort(((Number) value).shortValue());
            case UINT32, INT32 -> i32(((Number) value).intValue());
            case UINT64, INT64 -> i64(((Number) value).longValue());
            case FLOAT32 -> room(Float.BYTES).putFloat(((Number) value).floatValue());
            case FLOAT64 -> room(Double.BYTES).putDouble(((Number) value).doubleValue());
            case ARRAY -> {
                MetadataArray array = (MetadataArray) value;
                i32(array.type().id());
                i64(array.values().size());
                for (Object element : array.values()) {
                    value(array.type(), element);
                }
            }
        }
    }

    /** The bytes so far, with zeros up to a multiple of {@code alignment}. */
    ByteBuffer padded(int alignment) {
        int padding = Math.floorMod(-bytes.position(), alignment);
        room(padding).put(new byte[padding]);
        return bytes.duplicate().flip();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            int needed = Math.addExact(bytes.position(), more);
            byte[] larger = Arrays.copyOf(bytes.array(), Math.max(needed, 2 * bytes.capacity()));
            bytes =
                    ByteBuffer.wrap(larger)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .position(bytes.position());
        }
        return bytes;
    }
}
