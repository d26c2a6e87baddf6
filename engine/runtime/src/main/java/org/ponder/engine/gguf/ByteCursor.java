package org.ponder.engine.gguf;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads little-endian values one after the other from the head of a mapped file, and refuses to go
 * past its end. Bytes come through a small window on the heap: a head is hundreds of thousands of
 * tiny reads, made before anything is compiled.
 */
final class ByteCursor {
    private static final int WINDOW = 1 << 16;

    private final String fileName;
    private final MemorySegment file;
    private final long limit;
    private final byte[] window;
    private final ByteBuffer numbers;
    private long windowStart;
    private int windowLength;
    private int at;
    private String subject = "header";

    /**
     * @param file the mapped file
     * @param limit bytes after which a head is refused as too large
     */
    ByteCursor(String fileName, MemorySegment file, long limit) {
        this.fileName = fileName;
        this.file = file;
        this.limit = Math.min(limit, file.byteSize());
        this.window = new byte[(int) Math.min(WINDOW, this.limit)];
        this.numbers = ByteBuffer.wrap(window).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Names the part that is read next, for errors. */
    void subject(String next) {
        subject = next;
    }

    String subject() {
        return subject;
    }

    String fileName() {
        return fileName;
    }

    long position() {
        return windowStart + at;
    }

    /** Bytes that may still be read. */
    long left() {
        return limit - position();
    }

    /** A fault at this position, of the part being read. */
    GgufFormatException fault(String message) {
        return fault(message, position());
    }

    GgufFormatException fault(String message, long offset) {
        return new GgufFormatException(message, subject, offset, fileName);
    }

    int i32() throws GgufFormatException {
        return numbers.getInt(take(4));
    }

    long u32() throws GgufFormatException {
        return i32() & 0xFFFF_FFFFL;
    }

    long i64() throws GgufFormatException {
        return numbers.getLong(take(8));
    }

    /** A string with its length before it. */
    String string() throws GgufFormatException {
        long start = position();
        int length = stringLength();
        if (length > window.length) {
            byte[] bytes = new byte[length];
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, position(), bytes, 0, length);
            skip(length);
            return decoded(bytes, 0, length, start);
        }
        int from = take(length);
        return decoded(window, from, length, start);
    }

    /** Goes past a string, having seen that it is valid. */
    void skipString() throws GgufFormatException {
        if (left() >= 8) {
            long start = position();
            int length = stringLength();
            if (length <= window.length) {
                int from = take(length);
                if (!Utf8.isValid(window, from, from + length)) {
                    throw notUtf8(start);
                }
                return;
            }
            windowStart = start;
            windowLength = 0;
            at = 0;
        }
        string();
    }

    /** The bytes from {@code start} up to here. */
    byte[] bytesSince(long start) {
        byte[] bytes = new byte[Math.toIntExact(position() - start)];
        MemorySegment.copy(file, ValueLayout.JAVA_BYTE, start, bytes, 0, bytes.length);
        return bytes;
    }

    /** Goes past {@code bytes} bytes. */
    void skip(long bytes) throws GgufFormatException {
        if (bytes > left()) {
            throw ends(bytes);
        }
        if (bytes <= windowLength - at) {
            at += (int) bytes;
        } else {
            windowStart = position() + bytes;
            windowLength = 0;
            at = 0;
        }
    }

    private int stringLength() throws GgufFormatException {
        long start = position();
        long length = i64();
        if (length < 0 || length > left()) {
            String claim =
                    "The file says that a string is "
                            + Long.toUnsignedString(length)
                            + " bytes long";
            throw beyond(length, 1, claim, " are left", start);
        }
        return (int) length;
    }

    private String decoded(byte[] bytes, int from, int length, long start)
            throws GgufFormatException {
        if (!Utf8.isValid(bytes, from, from + length)) {
            throw notUtf8(start);
        }
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    private GgufFormatException notUtf8(long start) {
        return fault("A string is not valid UTF-8", start);
    }

    /** Makes {@code bytes} bytes, at most a window of them, readable; returns where they begin. */
    private int take(int bytes) throws GgufFormatException {
        if (windowLength - at < bytes) {
            if (bytes > left()) {
                throw ends(bytes);
            }
            windowStart = position();
            windowLength = (int) Math.min(window.length, limit - windowStart);
            at = 0;
            MemorySegment.copy(file, ValueLayout.JAVA_BYTE, windowStart, window, 0, windowLength);
        }
        int from = at;
        at += bytes;
        return from;
    }

    /**
     * A fault of things for which not enough is {@link #left}: of the head, where the file itself
     * has room for them.
     *
     * @param each least bytes of one
     * @param claim how many there are, as the beginning of a sentence
     * @param rest the end of the sentence, after the bytes that are left of the file
     */
    GgufFormatException beyond(long count, long each, String claim, String rest, long offset) {
        long toEnd = file.byteSize() - position();
        return count >= 0 && count <= toEnd / each
                ? headTooLarge(offset)
                : fault(claim + ", and only " + toEnd + rest, offset);
    }

    private GgufFormatException headTooLarge(long offset) {
        return fault("The head of the file is larger than the " + limit + " bytes allowed", offset);
    }

    private GgufFormatException ends(long bytes) {
        if (limit < file.byteSize()) {
            return headTooLarge(position());
        }
        return fault("The file ends where " + bytes + " more bytes are expected")
                .as(GgufFormatException.Kind.TRUNCATED);
    }
}
