package org.ponder.engine.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An array of strings as UTF-8, for whoever reads hundreds of thousands of them and wants to make
 * no object for each. The bytes are the metadata's own: read, never written.
 */
public final class Utf8Strings {
    private final byte[] bytes;
    private final int[] starts;
    private final int prefix;

    /**
     * @param starts where each string's prefix begins, and the end as the last
     * @param prefix bytes before each string that are not part of it
     */
    Utf8Strings(byte[] bytes, int[] starts, int prefix) {
        this.bytes = bytes;
        this.starts = starts;
        this.prefix = prefix;
    }

    static Utf8Strings of(List<String> strings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int[] starts = new int[strings.size() + 1];
        for (int i = 0; i < strings.size(); i++) {
            bytes.writeBytes(strings.get(i).getBytes(StandardCharsets.UTF_8));
            starts[i + 1] = bytes.size();
        }
        return new Utf8Strings(bytes.toByteArray(), starts, 0);
    }

    /** How many strings there are. */
    public int size() {
        return starts.length - 1;
    }

    /** The array in which all strings lie. */
    public byte[] bytes() {
        return bytes;
    }

    /** Where a string begins in {@link #bytes}. */
    public int from(int index) {
        return starts[index] + prefix;
    }

    /** Where a string ends in {@link #bytes}. */
    public int to(int index) {
        return starts[index + 1];
    }

    /** One of the strings; bytes that are no UTF-8 are replaced. */
    public String string(int index) {
        return new String(bytes, from(index), to(index) - from(index), StandardCharsets.UTF_8);
    }
}
