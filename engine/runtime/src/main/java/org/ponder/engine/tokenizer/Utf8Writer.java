package org.ponder.engine.tokenizer;

import java.util.Arrays;

/** UTF-8 bytes of a text, in an array that is kept from text to text. */
final class Utf8Writer {
    private byte[] bytes = new byte[256];
    private int size;

    void clear() {
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Appends one code point and returns how many bytes it took. */
    int write(int codePoint) {
        if (size + 4 > bytes.length) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        int from = size;
        if (codePoint < 0x80) {
            bytes[size++] = (byte) codePoint;
            return 1;
        }
        if (codePoint < 0x800) {
            bytes[size++] = (byte) (0xC0 | codePoint >> 6);
        } else {
            if (codePoint < 0x10000) {
                bytes[size++] = (byte) (0xE0 | codePoint >> 12);
            } else {
                bytes[size++] = (byte) (0xF0 | codePoint >> 18);
                bytes[size++] = (byte) (0x80 | (codePoint >> 12 & 0x3F));
            }
            bytes[size++] = (byte) (0x80 | (codePoint >> 6 & 0x3F));
        }
        bytes[size++] = (byte) (0x80 | (codePoint & 0x3F));
        return size - from;
    }
}
