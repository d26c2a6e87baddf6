package org.ponder.engine.tensor;

/** How cached keys and values are stored. */
public enum KvType {
    /** 4 bytes a value, exact. */
    F32
}
