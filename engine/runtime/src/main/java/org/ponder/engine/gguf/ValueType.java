package org.ponder.engine.gguf;

import java.util.Optional;

/** The types of metadata values, with the numbers that the GGUF specification gives them. */
public enum ValueType {
    UINT8(0, 1),
    INT8(1, 1),
    UINT16(2, 2),
    INT16(3, 2),
    UINT32(4, 4),
    INT32(5, 4),
    FLOAT32(6, 4),
    BOOL(7, 1),
    STRING(8, 8),
    ARRAY(9, 12),
    UINT64(10, 8),
    INT64(11, 8),
    FLOAT64(12, 8);

    private final int id;
    private final int leastBytes;

    ValueType(int id, int leastBytes) {
        this.id = id;
        this.leastBytes = leastBytes;
    }

    /** The type's number in the file. */
    public int id() {
        return id;
    }

    /** Bytes of a number or flag; for strings and arrays, those of an empty one. */
    int leastBytes() {
        return leastBytes;
    }

    /** Whether values are numbers or flags, which all take the same space. */
    boolean isFixedSize() {
        return this != STRING && this != ARRAY;
    }

    static Optional<ValueType> ofId(long id) {
        for (ValueType type : values()) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
