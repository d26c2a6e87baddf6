package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/**
 * The metadata of one architecture: its keys without the architecture's prefix, with the bounds
 * that keep a hostile file from asking for absurd sizes.
 */
final class Keys {
    /** Above any real width, count or context (2^26), and low enough that products fit a long. */
    private static final long LARGEST = 1L << 26;

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
        long value = metadata.requireInteger(prefix + key);
        if (value < 1 || value > LARGEST) {
            throw fault(key, "A size from 1 to " + LARGEST + " was expected, not " + value);
        }
        return (int) value;
    }

    /** A size that may be absent or 0. */
    int size(String key, int otherwise) throws GgufFormatException {
        long value = metadata.integer(prefix + key, otherwise);
        if (value < 0 || value > LARGEST) {
            throw fault(key, "A size from 0 to " + LARGEST + " was expected, not " + value);
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
