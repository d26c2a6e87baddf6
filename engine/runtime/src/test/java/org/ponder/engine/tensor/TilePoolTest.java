package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pieces of the pool are apart from each other, aligned and of the size that was asked for. */
final class TilePoolTest {
    @Test
    void piecesDoNotOverlap() {
        TilePool pool = new TilePool();
        List<MemorySegment> pieces = new ArrayList<>();
        long[] sizes = {64, 100, 1 << 18, 3 << 20, 1, 70 << 20, 1 << 18};
        for (int i = 0; i < sizes.length; i++) {
            MemorySegment piece = pool.take(sizes[i]);
            assertEquals(sizes[i], piece.byteSize());
            assertEquals(0, piece.address() % 64, "the vectors' alignment");
            piece.fill((byte) (i + 1));
            pieces.add(piece);
        }
        for (int i = 0; i < sizes.length; i++) {
            assertEquals(i + 1, pieces.get(i).get(ValueLayout.JAVA_BYTE, 0));
            assertEquals(i + 1, pieces.get(i).get(ValueLayout.JAVA_BYTE, sizes[i] - 1));
        }
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        TilePool pool = new TilePool();
        MemorySegment piece = pool.take(1000);
        pool.giveBack(piece);
        assertEquals(piece.address(), pool.take(1000).address());
    }

    @Test
    void largePagesBeginWherePagesDoAndAreEmpty() {
        Optional<MemorySegment> found = LargePages.allocate(2 * LargePages.SIZE);
        assumeTrue(found.isPresent(), "This system has none.");
        MemorySegment memory = found.orElseThrow();
        assertEquals(2 * LargePages.SIZE, memory.byteSize());
        assertEquals(0, memory.address() % LargePages.SIZE);
        assertTrue(memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) < 0);
        memory.set(ValueLayout.JAVA_LONG, memory.byteSize() - Long.BYTES, 7);
    }

    @Test
    void joiningPagesKeepsWhatTheyHold() throws Exception {
        assumeTrue(LargePages.joinable(), "This system does not join pages.");
        MemorySegment memory = LargePages.allocate(4 * LargePages.SIZE).orElseThrow();
        fill(memory);
        long before = largePages();
        for (long at = 0; at < memory.byteSize(); at += LargePages.SIZE) {
            LargePages.join(memory.asSlice(at, LargePages.SIZE));
        }
        MemorySegment expected = MemorySegment.ofArray(new byte[(int) memory.byteSize()]);
        fill(expected);
        assertEquals(-1, memory.mismatch(expected));
        assumeTrue(largePages() > before, "The system had no large page to give.");
    }

    private static void fill(MemorySegment memory) {
        for (long at = 0; at < memory.byteSize(); at += Long.BYTES) {
            memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, at * 0x9E3779B97F4A7C15L);
        }
    }

    /** Bytes of this process in large pages, as Linux counts them. */
    private static long largePages() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/smaps_rollup")).stream()
                .filter(line -> line.startsWith("AnonHugePages:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
