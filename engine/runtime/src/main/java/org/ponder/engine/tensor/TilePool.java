package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory for rearranged weights. What matrices give back is used for others of the same size, so
 * that weights which come and go take no more than those that are there together.
 */
final class TilePool {
    private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();

    synchronized MemorySegment take(long bytes) {
        ArrayDeque<MemorySegment> fitting = free.get(bytes);
        MemorySegment found = fitting == null ? null : fitting.poll();
        return found == null ? Arena.ofAuto().allocate(bytes, 64) : found;
    }

    synchronized void giveBack(MemorySegment segment) {
        free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).push(segment);
    }
}
