package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.engine.ChildJava;
import org.ponder.engine.gguf.GgmlType;

/**
 * Pieces of the pool are apart from each other, aligned and of the size that was asked for, and the
 * system has them back when the pool is closed.
 */
final class TilePoolTest {
    private static final long MEGABYTE = 1 << 20;

    @Test
    void piecesDoNotOverlap() {
        try (TilePool pool = new TilePool()) {
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
    }

    @Test
    void whatIsGivenBackIsTakenAgain() {
        try (TilePool pool = new TilePool()) {
            MemorySegment piece = pool.take(1000);
            pool.giveBack(piece);
            assertEquals(piece.address(), pool.take(1000).address());
        }
    }

    @Test
    void aMatrixThatCannotBePackedKeepsNoMemory() {
        int rows = 64;
        int columns = 256;
        MemorySegment data = RandomTensors.of(GgmlType.Q8_0, rows, columns, new Random(1));
        data.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) 0x7c00); // an infinite scale
        long bytes = new Q80Tiles().tileBytes(columns / 32) * rows / Lanes.ROWS;
        try (TilePool pool = new TilePool();
                Workers workers = new Workers(2)) {
            MemorySegment piece = pool.take(bytes);
            pool.giveBack(piece);
            Matrix matrix =
                    new VectorKernels().matrix("w", GgmlType.Q8_0, rows, columns, data, pool);
            for (int round = 0; round < 3; round++) {
                assertThrows(
                        BrokenModelException.class,
                        () -> matrix.multiply(new float[columns], 1, new float[rows], workers));
                MemorySegment again = pool.take(bytes);
                assertEquals(piece.address(), again.address());
                pool.giveBack(again);
            }
        }
    }

    @Test
    void aClosedPoolHasGivenItsMemoryBack() throws IOException {
        TilePool pool = new TilePool();
        MemorySegment[] pieces = new MemorySegment[8];
        for (int i = 0; i < pieces.length; i++) {
            pieces[i] = pool.take(16 * MEGABYTE).fill((byte) 1);
        }
        long before = Linux.kilobytes("status", "VmRSS:");
        pool.close();
        for (MemorySegment piece : pieces) {
            assertThrows(IllegalStateException.class, () -> piece.get(ValueLayout.JAVA_BYTE, 0));
        }
        assertThrows(IllegalStateException.class, () -> pool.take(16 * MEGABYTE));
        long after = Linux.kilobytes("status", "VmRSS:");
        assertTrue(before - after > 64 << 10, before + " kB before, after it " + after);
    }

    /** Takes 128 MB for weights. */
    static final class Taker {
        private Taker() {}

        public static void main(String[] args) {
            try (TilePool pool = new TilePool()) {
                List<MemorySegment> pieces = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    pieces.add(pool.take(16 * MEGABYTE).fill((byte) 1));
                }
                System.out.println(TilePool.class.getModule().isNativeAccessEnabled());
                System.out.println(pieces.size());
            }
        }
    }

    @Test
    void weightsMayTakeMoreThanJavasHeap() throws Exception {
        assertEquals(
                List.of("false", "8"),
                ChildJava.run(List.of("-Xmx64m"), Taker.class),
                "without large pages");
        assertEquals(
                List.of("true", "8"),
                ChildJava.run(
                        List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED"), Taker.class));
    }

    @Test
    void largePagesBeginWherePagesDoAndAreEmpty() {
        try (Arena arena = Arena.ofConfined()) {
            Optional<MemorySegment> found = LargePages.allocate(2 * LargePages.SIZE, arena);
            assumeTrue(found.isPresent(), "This system has none.");
            MemorySegment memory = found.orElseThrow();
            assertEquals(2 * LargePages.SIZE, memory.byteSize());
            assertEquals(0, memory.address() % LargePages.SIZE);
            assertTrue(
                    memory.mismatch(MemorySegment.ofArray(new byte[(int) memory.byteSize()])) < 0);
            memory.set(ValueLayout.JAVA_LONG, memory.byteSize() - Long.BYTES, 7);
        }
    }

    @Test
    void joiningPagesKeepsWhatTheyHold() throws Exception {
        assumeTrue(LargePages.joinable(), "This system does not join pages.");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = LargePages.allocate(4 * LargePages.SIZE, arena).orElseThrow();
            fill(memory);
            long before = Linux.inLargePages();
            for (long at = 0; at < memory.byteSize(); at += LargePages.SIZE) {
                LargePages.join(memory.asSlice(at, LargePages.SIZE));
            }
            MemorySegment expected = MemorySegment.ofArray(new byte[(int) memory.byteSize()]);
            fill(expected);
            assertEquals(-1, memory.mismatch(expected));
            assumeTrue(Linux.inLargePages() > before, "The system had no large page to give.");
        }
    }

    /** Another program's memory may be where that of a closed model was. */
    @Test
    void aClosedJoinerLeavesPagesAlone() throws Exception {
        assumeTrue(LargePages.joinable(), "This system does not join pages.");
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = LargePages.allocate(8 * LargePages.SIZE, arena).orElseThrow();
            fill(memory);
            long before = Linux.inLargePages();
            PageJoiner joiner = new PageJoiner();
            joiner.add(memory);
            joiner.close();
            joiner.add(memory);
            Thread.sleep(1_500); // It waits for a second before it begins.
            assertTrue(Linux.inLargePages() <= before);
        }
    }

    private static void fill(MemorySegment memory) {
        for (long at = 0; at < memory.byteSize(); at += Long.BYTES) {
            memory.set(ValueLayout.JAVA_LONG_UNALIGNED, at, at * 0x9E3779B97F4A7C15L);
        }
    }

    /** What Linux counts of this process. */
    private static final class Linux {
        /** Of its memory, kilobytes in large pages. */
        static long inLargePages() throws IOException {
            return kilobytes("smaps_rollup", "AnonHugePages:");
        }

        /**
         * A count.
         *
         * @param file of the process
         * @param name that the count's line begins with
         */
        static long kilobytes(String file, String name) throws IOException {
            Path counts = Path.of("/proc/self", file);
            assumeTrue(Files.isReadable(counts), "Only Linux tells.");
            return Files.readAllLines(counts).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }
}
