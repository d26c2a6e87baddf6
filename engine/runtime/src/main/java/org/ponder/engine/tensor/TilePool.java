package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memory for the rearranged weights of a model. What matrices give back is used for others of the
 * same size, so that weights which come and go take no more than those that are there together.
 *
 * <p>New memory is cut from slabs, in large pages where there are some. It is not left to the
 * garbage collector, but given back when the pool is closed: no collection comes to a program that
 * does nothing, and what the collector is to free may be no larger than Java's heap.
 */
public final class TilePool implements AutoCloseable {
    private static final long ALIGNMENT = 64;

    /**
     * From here on slabs are in large pages. A small model, which a processor's cache holds, does
     * without: to reach the system takes Java a tenth of a second the first time.
     */
    private static final long IN_LARGE_PAGES = 4 * LargePages.SIZE;

    private static final long LARGEST_SLAB = 16 * LargePages.SIZE;

    private final Map<Long, ArrayDeque<MemorySegment>> free = new HashMap<>();
    private final Arena arena = Arena.ofShared();
    private final PageJoiner joiner = new PageJoiner();
    private MemorySegment slab = MemorySegment.NULL;
    private long used;

    /** The next slab; each is twice the one before, so that a small model takes little. */
    private long next = LargePages.SIZE;

    /** Memory that was given back, or new. */
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

    private MemorySegment slab(long bytes) {
        Optional<MemorySegment> large =
                bytes < IN_LARGE_PAGES ? Optional.empty() : LargePages.allocate(bytes, arena);
        return large.orElseGet(() -> arena.allocate(bytes, ALIGNMENT));
    }

    synchronized void giveBack(MemorySegment segment) {
        free.computeIfAbsent(segment.byteSize(), size -> new ArrayDeque<>()).push(segment);
    }

    /** Gives all memory back, which nothing may be using; who uses it later is refused. */
    @Override
    public void close() {
        joiner.close();
        arena.close();
    }
}
