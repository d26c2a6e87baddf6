package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Memory for rearranged weights. What matrices give back is used for others of the same size, so
 * that weights which come and go take no more than those that are there together.
 *
 * <p>New memory is cut from slabs, which a system that has large pages can put into them. With
 * small ones a processor that reads weights as a stream stops at the end of each.
 */
final class TilePool {
    private static final long ALIGNMENT = 64;

    /** A large page, on most systems. */
    private static final long PAGE = 2L << 20;

    private static final long LARGEST_SLAB = 16 * PAGE;

    /** Left for the allocator's own use, so that with it a slab is whole pages. */
    private static final long BOOKS = 4096;

    private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();
    private MemorySegment slab = MemorySegment.NULL;
    private long used;

    /** The next slab; each is twice the one before, so that a small model takes little. */
    private long next = PAGE;

    /** Memory that was given back, or new. A slab is freed when nothing cut from it is in use. */
    synchronized MemorySegment take(long bytes) {
        ArrayDeque<MemorySegment> fitting = free.get(bytes);
        MemorySegment found = fitting == null ? null : fitting.poll();
        if (found != null) {
            return found;
        }
        if (bytes > slab.byteSize() - used) {
            long size = Math.max(next, Math.ceilDiv(bytes + BOOKS, PAGE) * PAGE);
            slab = Arena.ofAuto().allocate(size - BOOKS, ALIGNMENT);
            used = 0;
            next = Math.min(2 * next, LARGEST_SLAB);
        }
        MemorySegment cut = slab.asSlice(used, bytes);
        used = Math.min(slab.byteSize(), Math.ceilDiv(used + bytes, ALIGNMENT) * ALIGNMENT);
        return cut;
    }

    synchronized void giveBack(MemorySegment segment) {
        free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).push(segment);
    }
}
