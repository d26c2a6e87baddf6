package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Memory for rearranged weights. What matrices give back is used for others of the same size, so
 * that weights which come and go take no more than those that are there together.
 */
final class TilePool {
    private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();

    /** Memory that was given back, or new of {@code arena}. */
    MemorySegment take(long bytes, Arena arena) {
        MemorySegment found = used(bytes);
        return found == null ? arena.allocate(bytes, 64) : found; // several threads at once
    }

    private synchronized @Nullable MemorySegment used(long bytes) {
        ArrayDeque<MemorySegment> fitting = free.get(bytes);
        return fitting == null ? null : fitting.poll();
    }

    synchronized void giveBack(MemorySegment segment) {
        free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).push(segment);
    }
}
