package org.ponder.engine.gguf;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A file put together by hand, as wrong as a test wants it. */
final class RawGguf {
    private final ByteBuffer bytes = ByteBuffer.allocate(4096).order(ByteOrder.LITTLE_ENDIAN);

    static RawGguf start(int version, long tensors, long keys) {
        return new RawGguf().ascii("GGUF").i32(version).i64(tensors).i64(keys);
    }

    RawGguf ascii(String text) {
        return bytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    RawGguf bytes(byte... raw) {
        bytes.put(raw);
        return this;
    }

    RawGguf i32(int value) {
        bytes.putInt(value);
        return this;
    }

    RawGguf i64(long value) {
        bytes.putLong(value);
        return this;
    }

    RawGguf string(String text) {
        return i64(text.length()).ascii(text);
    }

    /** A key and the type of its value. */
    RawGguf key(String key, ValueType type) {
        return string(key).i32(type.id());
    }

    /** A line of the tensor table, for one dimension. */
    RawGguf tensor(String name, long size, int type, long offset) {
        return string(name).i32(1).i64(size).i32(type).i64(offset);
    }

    /** Zeros up to a multiple of 32, and {@code more}. */
    RawGguf data(int more) {
        bytes.put(new byte[Math.floorMod(-bytes.position(), 32) + more]);
        return this;
    }

    byte[] toBytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.get(0, copy);
        return copy;
    }

    GgufPart parse() throws GgufFormatException {
        return parse(toBytes());
    }

    static GgufPart parse(byte[] file) throws GgufFormatException {
        return GgufPart.parse(Path.of("raw.gguf"), MemorySegment.ofArray(file));
    }
}
