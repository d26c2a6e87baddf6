package org.ponder.engine.gguf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of a GGUF file. It keeps its own memory, so it outlives the file; it never
 * changes and may be read from any thread.
 *
 * <p>A value of the wrong type is a fault of the file and always an error, even where a default is
 * given: the default is for a missing key.
 */
public final class Metadata {
    /**
     * One key's value.
     *
     * @param value a String, Boolean, Long, BigInteger (beyond a long), Double, or List of these
     * @param offset where the key begins in the file
     */
    record Entry(Object value, long offset) {}

    /**
     * Far beyond any vocabulary; an array of bytes may be longer but is nobody's array of numbers.
     */
    private static final int MOST_NUMBERS = 1 << 24;

    private final String fileName;
    private final Map<String, Entry> entries;
    private final long end;

    /**
     * @param end where the metadata ends in the file; errors about missing keys point there
     */
    Metadata(String fileName, Map<String, Entry> entries, long end) {
        this.fileName = fileName;
        this.entries = Collections.unmodifiableMap(entries);
        this.end = end;
    }

    /**
     * Metadata that comes from no file, for tests and tools.
     *
     * @param values strings, flags, numbers, and lists of these
     */
    public static Metadata of(Map<String, ?> values) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        values.forEach((key, value) -> entries.put(key, new Entry(normalised(value), 0)));
        return new Metadata("memory", entries, 0);
    }

    /** The keys, in the order of the file. */
    public Set<String> keys() {
        return entries.keySet();
    }

    /** Whether there is this key, of whatever type. */
    public boolean contains(String key) {
        return entries.containsKey(key);
    }

    /** The string of a key that must be there. */
    public String requireString(String key) throws GgufFormatException {
        return string(key).orElseThrow(() -> missing(key));
    }

    /** The string of a key; empty where the key is missing. */
    public Optional<String> string(String key) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw wrongType(key, "text");
    }

    /** The integer of a key that must be there. */
    public long requireInteger(String key) throws GgufFormatException {
        if (!contains(key)) {
            throw missing(key);
        }
        return integer(key, 0);
    }

    /** The integer of a key that may be missing. */
    public long integer(String key, long whenMissing) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return whenMissing;
        }
        if (value instanceof Long number) {
            return number;
        }
        throw wrongType(key, "an integer");
    }

    /** The number of a key that must be there. */
    public double requireNumber(String key) throws GgufFormatException {
        if (!contains(key)) {
            throw missing(key);
        }
        return number(key, 0);
    }

    /** A number with or without a fraction. */
    public double number(String key, double whenMissing) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return whenMissing;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw wrongType(key, "a number");
    }

    /** The flag of a key that may be missing. */
    public boolean flag(String key, boolean whenMissing) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return whenMissing;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw wrongType(key, "a flag");
    }

    /**
     * The array of strings under a key, empty where the key is missing. Each call of {@code get}
     * makes a new string, so copy the list where it is read often.
     */
    public List<String> strings(String key) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof StringList strings) {
            return strings;
        }
        if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
            return list.stream().map(String.class::cast).toList();
        }
        throw wrongType(key, "a list of texts");
    }

    /** As {@link #strings}, in a form that makes no object for each string. */
    public Utf8Strings utf8Strings(String key) throws GgufFormatException {
        List<String> strings = strings(key);
        return strings instanceof StringList list ? list.utf8() : Utf8Strings.of(strings);
    }

    /**
     * The array of integers under a key, empty where the key is missing. A single integer counts as
     * an array of one: some keys have one value for all layers, or one for each.
     */
    public int[] integers(String key) throws GgufFormatException {
        List<?> list = listOrSingle(key);
        int[] numbers = new int[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Long number)) {
                throw wrongType(key, "a list of integers");
            }
            numbers[i] = (int) (long) number;
            if (numbers[i] != number) {
                throw fault(key, "Element " + i + " must fit 32 bits, and is " + number);
            }
        }
        return numbers;
    }

    /** The array of numbers under a key, as floats; empty where the key is missing. */
    public float[] floats(String key) throws GgufFormatException {
        List<?> list = listOrSingle(key);
        float[] numbers = new float[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Number number)) {
                throw wrongType(key, "a list of numbers");
            }
            numbers[i] = number.floatValue();
        }
        return numbers;
    }

    /** The value under a key: a String, Boolean, Long, BigInteger, Double, or a List of these. */
    public Optional<Object> value(String key) {
        return Optional.ofNullable(raw(key));
    }

    /**
     * A fault of the value under a key, to throw where a value is of the right type but makes no
     * sense.
     *
     * @param message what is wrong, as one sentence without the place
     */
    public GgufFormatException fault(String key, String message) {
        Entry entry = entries.get(key);
        return new GgufFormatException(message, key, entry == null ? end : entry.offset, fileName);
    }

    private @Nullable Object raw(String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value;
    }

    private List<?> listOrSingle(String key) throws GgufFormatException {
        Object value = raw(key);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list) {
            if (list.size() > MOST_NUMBERS) {
                throw fault(key, "The list has " + list.size() + " elements, too many to be used");
            }
            return list;
        }
        return List.of(value);
    }

    private GgufFormatException missing(String key) {
        return fault(key, "The file lacks a metadata key that is needed");
    }

    private GgufFormatException wrongType(String key, String wanted) {
        Object value = raw(key);
        String found =
                switch (value) {
                    case null -> "missing";
                    case String _ -> "a text";
                    case Boolean _ -> "a flag";
                    case Long _ -> "an integer";
                    case Double _ -> "a number with a fraction";
                    case List<?> _ -> "a list";
                    default -> "too large";
                };
        return fault(key, "The value must be " + wanted + ", and is " + found);
    }

    private static Object normalised(Object value) {
        return switch (value) {
            case Integer number -> (long) number;
            case Float number -> (double) number;
            case List<?> list -> list.stream().map(Metadata::normalised).toList();
            case String _, Boolean _, Long _, Double _ -> value;
            default -> throw new IllegalArgumentException("no metadata value: " + value);
        };
    }
}
