package org.ponder.engine.tensor;

/** How cached keys and values are stored. */
public enum KvType {
    /** 4 bytes a value, exact. */
    F32,
    /** 2 bytes a value: rounded to half precision, and held within its range. */
    F16,
    /** Up to 32 values of a head in 8 bits each, with a half-precision scale. */
    Q8_0;

    /** Values of one scale in {@link #Q8_0}. */
    static final int GROUP = 32;

    /** Bytes that so many values take, where heads are whole groups. */
    public long bytes(long values) {
        return switch (this) {
            case F32 -> values * Float.BYTES;
            case F16 -> values * Short.BYTES;
            case Q8_0 -> values + Math.ceilDiv(values, (long) GROUP) * Short.BYTES;
        };
    }
}
