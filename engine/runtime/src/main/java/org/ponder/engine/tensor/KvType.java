package org.ponder.engine.tensor;

/** How cached keys and values are stored. */
public enum KvType {
    /** 4 bytes a value, exact. */
    F32(4),
    /** 2 bytes a value: rounded to half precision, and held within its range. */
    F16(2);

    private final int bytes;

    KvType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one value takes. */
    public int bytes() {
        return bytes;
    }
}
