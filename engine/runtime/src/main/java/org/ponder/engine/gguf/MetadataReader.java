package org.ponder.engine.gguf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys and values of a GGUF file. */
final class MetadataReader {
    /** Real files have some fifty; the limit keeps a hostile file from filling the heap. */
    static final int MOST_KEYS = 1 << 16;

    /** No model uses arrays of arrays, but the specification allows them. */
    private static final int MOST_NESTING = 4;

    private static final int MOST_NESTED_ARRAYS = 1 << 16;

    /** Key length, one character of the key, type, one byte of value. */
    private static final int LEAST_BYTES = 8 + 1 + 4 + 1;

    private final ByteCursor in;
    private int nestedArrays;

    MetadataReader(ByteCursor in) {
        this.in = in;
    }

    Metadata read(long count) throws GgufFormatException {
        in.subject("metadata count");
        if (count > MOST_KEYS && count <= in.left() / LEAST_BYTES) {
            throw in.fault(
                    "The file has "
                            + count
                            + " metadata keys, more than the "
                            + MOST_KEYS
                            + " allowed");
        }
        if (count < 0 || count > MOST_KEYS || count > in.left() / LEAST_BYTES) {
            String claim =
                    "The file says that it has " + Long.toUnsignedString(count) + " metadata keys";
            throw in.beyond(count, LEAST_BYTES, claim, " bytes are left for them", in.position());
        }
        Map<String, Metadata.Entry> entries = LinkedHashMap.newLinkedHashMap((int) count);
        for (int i = 0; i < count; i++) {
            in.subject("metadata key " + (i + 1) + " of " + count);
            long offset = in.position();
            String key = in.string();
            in.subject(key);
            if (key.isEmpty()) {
                throw in.fault("A metadata key is empty", offset);
            }
            ValueType type = type();
            Object value = value(type, 0);
            if (entries.putIfAbsent(key, new Metadata.Entry(value, offset)) != null) {
                throw in.fault("The metadata key occurs twice", offset);
            }
        }
        return new Metadata(in.fileName(), entries, in.position());
    }

    private ValueType type() throws GgufFormatException {
        long offset = in.position();
        long id = in.u32();
        return ValueType.ofId(id)
                .orElseThrow(() -> in.fault("There is no metadata value type " + id, offset));
    }

    private Object value(ValueType type, int depth) throws GgufFormatException {
        return switch (type) {
            case STRING -> in.string();
            case ARRAY -> array(depth);
            default -> numbers(type, 1).get(0);
        };
    }

    private List<?> array(int depth) throws GgufFormatException {
        long offset = in.position();
        ValueType type = type();
        long count = in.i64();
        if (count < 0 || count > in.left() / type.leastBytes()) {
            String claim =
                    "The file says that an array has " + Long.toUnsignedString(count) + " elements";
            throw in.beyond(count, type.leastBytes(), claim, " bytes are left for them", offset);
        }
        return switch (type) {
            case STRING -> strings((int) count);
            case ARRAY -> {
                nestedArrays += (int) Math.min(count, MOST_NESTED_ARRAYS + 1);
                if (depth + 1 >= MOST_NESTING || nestedArrays > MOST_NESTED_ARRAYS) {
                    throw in.fault("Arrays are nested too deep or too often", offset);
                }
                List<Object> arrays = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    arrays.add(array(depth + 1));
                }
                yield Collections.unmodifiableList(arrays);
            }
            default -> numbers(type, count);
        };
    }

    private StringList strings(int count) throws GgufFormatException {
        long start = in.position();
        int[] starts = new int[count + 1];
        for (int i = 0; i < count; i++) {
            starts[i] = (int) (in.position() - start);
            in.skipString();
        }
        starts[count] = (int) (in.position() - start);
        return new StringList(in.bytesSince(start), starts);
    }

    private NumberList numbers(ValueType type, long count) throws GgufFormatException {
        long start = in.position();
        in.skip(count * type.leastBytes());
        byte[] bytes = in.bytesSince(start);
        if (type == ValueType.BOOL) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] != 0 && bytes[i] != 1) {
                    throw in.fault(
                            "A flag is " + (bytes[i] & 0xFF) + ", neither 0 nor 1", start + i);
                }
            }
        }
        return new NumberList(type, bytes);
    }
}
