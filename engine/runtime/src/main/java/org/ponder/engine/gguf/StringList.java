package org.ponder.engine.gguf;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * An array of strings in the form it has in the file: a vocabulary of hundreds of thousands costs
 * its bytes and four more for each string, and strings are made when asked for.
 */
final class StringList extends AbstractList<String> implements RandomAccess {
    /** Bytes of the length before each string. */
    private static final int PREFIX = 8;

    private final byte[] bytes;
    private final int[] starts;

    /**
     * @param bytes the strings, each after its length
     * @param starts where each string's length begins in {@code bytes}, and the end as the last
     */
    StringList(byte[] bytes, int[] starts) {
        this.bytes = bytes;
        this.starts = starts;
    }

    /** The same strings as bytes; nothing is copied. */
    Utf8Strings utf8() {
        return new Utf8Strings(bytes, starts, PREFIX);
    }

    @Override
    public String get(int index) {
        int from = starts[index] + PREFIX;
        return new String(bytes, from, starts[index + 1] - from, StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return starts.length - 1;
    }
}
