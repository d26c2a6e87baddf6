package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memory for rearranged weights. What matrices give back is used for others of the same size, so
 * that weights which come and go take no more than those that are there together.
 *
 * <p>New memory is cut from slabs, in large pages where there are some.
 */
final class TilePool {
    private static final long ALIGNMENT = 64;

    /**
     * From here on slabs are in large pages. A small model, which a processor's cache holds, does
     * without: to reach the system takes Java a tenth of a second the first time.
     */
    private static final long IN_LARGE_PAGES = 4 * LargePages.SIZE;

    private static final long LARGEST_SLAB = 16 * LargePages.SIZE;

    private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();
    private final PageJoiner joiner = new PageJoiner();
    private MemorySegment slab = MemorySegment.NULL;
    private long used;

    /** The next slab; each is twice the one before, so that a small model takes little. */
    private long next = LargePages.SIZE;

    /** Memory that was given back, or new. A slab is freed when nothing cut from it is in use. */
    synchronized MemorySegment take(long bytes) {
        ArrayDeque<MemorySegment> fitting = free.get(bytes);
        MemorySegment found = fitting == null ? null : fitting.poll();
        if (found != null) {
            return found;
        }
        if (bytes > slab.byteSize() - used) {
            long whole = Math.ceilDiv(bytes, LargePages.SIZE) * LargePages.SIZE;
            long size = Math.max(next, whole);
            if (slab.byteSize() >= IN_LARGE_PAGES && LargePages.joinable()) {
                joiner.add(slab);
            }
            slab = slab(size);
            used = 0;
            next = Math.min(2 * next, LARGEST_SLAB);
        }
        MemorySegment cut = slab.asSlice(used, bytes);
        used = Math.min(slab.byteSize(), Math.ceilDiv(used + bytes, ALIGNMENT) * ALIGNMENT);
        return cut;
    }

    private static MemorySegment slab(long bytes) {
        Optional<MemorySegment> large =
                bytes < IN_LARGE_PAGES ? Optional.empty() : LargePages.allocate(bytes);
        return large.orElseGet(() -> Arena.ofAuto().allocate(bytes, ALIGNMENT));
    }

    synchronized void giveBack(MemorySegment segment) {
        free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).push(segment);
    }
}
