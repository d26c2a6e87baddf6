package org.ponder.engine.transformer;

import java.util.List;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/**
 * The metadata of one architecture: its keys without the architecture's prefix, with the bounds
 * that keep a hostile file from asking for absurd sizes.
 */
final class Keys {
    /** Above any real width or count; a batch of 512 that are two such wide fits an int. */
    private static final long LARGEST = 1L << 20;

    /** Above any real context. */
    private static final long LONGEST = 1L << 26;

    private final Metadata metadata;
    private final String prefix;

    private Keys(Metadata metadata, String architecture) {
        this.metadata = metadata;
        this.prefix = architecture + ".";
    }

    static Keys of(Metadata metadata) throws GgufFormatException {
        return new Keys(metadata, metadata.requireString("general.architecture"));
    }

    boolean has(String key) {
        return metadata.contains(prefix + key);
    }

    /** A size that must be there and be at least 1. */
    int size(String key) throws GgufFormatException {
        return within(key, metadata.requireInteger(prefix + key), 1, LARGEST);
    }

    /** A size that may be absent or 0. */
    int size(String key, int otherwise) throws GgufFormatException {
        return within(key, metadata.integer(prefix + key, otherwise), 0, LARGEST);
    }

    /** A number of positions that must be there and be at least 1. */
    int positions(String key) throws GgufFormatException {
        return within(key, metadata.requireInteger(prefix + key), 1, LONGEST);
    }

    /** A number of positions that may be absent or 0. */
    int positions(String key, int otherwise) throws GgufFormatException {
        return within(key, metadata.integer(prefix + key, otherwise), 0, LONGEST);
    }

    private int within(String key, long value, long least, long most) throws GgufFormatException {
        if (value < least || value > most) {
            throw fault(
                    key, "A size from " + least + " to " + most + " was expected, not " + value);
        }
        return (int) value;
    }

    /** A size of parts that lie side by side: the product of size and count is bounded too. */
    int sideBySide(String key, int size, int count) throws GgufFormatException {
        if ((long) size * count > LARGEST) {
            throw fault(key, count + " parts of size " + size + " are too large together");
        }
        return size;
    }

    /** A number that must be there. */
    float number(String key) throws GgufFormatException {
        return number(key, (float) metadata.requireNumber(prefix + key));
    }

    float number(String key, float otherwise) throws GgufFormatException {
        float value = (float) metadata.number(prefix + key, otherwise);
        if (!Float.isFinite(value)) {
            throw fault(key, "A finite number was expected, not " + value);
        }
        return value;
    }

    float positive(String key, float otherwise) throws GgufFormatException {
        float value = number(key, otherwise);
        if (value <= 0) {
            throw fault(key, "A number above 0 was expected, not " + value);
        }
        return value;
    }

    /** Whether the value is a list: some keys have one value for all layers, or one for each. */
    boolean isList(String key) {
        return metadata.value(prefix + key).filter(List.class::isInstance).isPresent();
    }

    /** A list of flags; empty where the value is anything else. */
    List<Boolean> flags(String key) {
        return metadata.value(prefix + key).orElse(null) instanceof List<?> list
                        && list.stream().allMatch(Boolean.class::isInstance)
                ? list.stream().map(Boolean.class::cast).toList()
                : List.of();
    }

    boolean flag(String key, boolean otherwise) throws GgufFormatException {
        return metadata.flag(prefix + key, otherwise);
    }

    String text(String key, String otherwise) throws GgufFormatException {
        return metadata.string(prefix + key).orElse(otherwise);
    }

    /** The length of the token list, or the architecture's own key where there is no list. */
    int vocabulary() throws GgufFormatException {
        if (metadata.contains("tokenizer.ggml.tokens")) {
            int tokens = metadata.strings("tokenizer.ggml.tokens").size();
            if (tokens > 0) {
                return tokens;
            }
        }
        return size("vocab_size");
    }

    GgufFormatException fault(String key, String message) {
        return metadata.fault(prefix + key, message);
    }
}
