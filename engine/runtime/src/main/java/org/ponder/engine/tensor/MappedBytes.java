package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;

/** What can be said to the system of bytes that may be mapped from a file. */
final class MappedBytes {
    private MappedBytes() {}

    /** Reads them from the file, and waits until they are there. */
    static void read(MemorySegment bytes) {
        if (bytes.isMapped()) {
            bytes.load();
        }
    }

    /** Lets their pages go; whoever touches them next has them read again. */
    static void release(MemorySegment bytes) {
        if (bytes.isMapped()) {
            bytes.unload();
        }
    }
}
