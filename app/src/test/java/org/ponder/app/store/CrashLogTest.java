package org.ponder.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A failure leaves one file that tells where, and nothing of what the user wrote. */
class CrashLogTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

    @TempDir Path data;
    private final List<Path> told = new ArrayList<>();

    private CrashLog log(Instant now) {
        return new CrashLog(
                new DataFolder(data), "1.2.3", Clock.fixed(now, ZoneOffset.UTC), told::add);
    }

    private static void fail(CrashLog log, Throwable failure) {
        log.uncaughtException(Thread.currentThread(), failure);
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> all = Files.list(data.resolve("logs"))) {
            return all.sorted().toList();
        }
    }

    @Test
    void theFileTellsWhereItFailedAndNothingElse() throws Exception {
        fail(
                log(NOON),
                new IllegalStateException(
                        "my secret question", new RuntimeException("sk-my-secret-key")));
        assertEquals(files(), told);
        String text = Files.readString(told.getFirst());
        assertTrue(text.contains("Ponder 1.2.3"), text);
        assertTrue(text.contains("java.lang.IllegalStateException"), text);
        assertTrue(text.contains("caused by java.lang.RuntimeException"), text);
        assertTrue(text.contains("theFileTellsWhereItFailedAndNothingElse"), text);
        assertFalse(text.contains("secret"), text);
        if (data.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(told.getFirst())));
        }
    }

    @Test
    void theSameFailureIsWrittenOnce() throws Exception {
        CrashLog log = log(NOON);
        RuntimeException failure = new RuntimeException();
        fail(log, failure);
        fail(log, failure);
        assertEquals(1, files().size());
        assertEquals(1, told.size());
    }

    @Test
    void onlyTheNewestTwentyAreKept() throws Exception {
        Files.createDirectories(data.resolve("logs"));
        Files.writeString(data.resolve("logs/mine.txt"), "stays");
        for (int i = 0; i < 25; i++) {
            fail(log(NOON.plusSeconds(i)), new RuntimeException());
        }
        assertEquals(21, files().size());
        assertFalse(Files.exists(told.getFirst()));
        assertTrue(Files.exists(told.getLast()));
        assertTrue(Files.exists(data.resolve("logs/mine.txt")));
    }

    @Test
    void twoFailuresInOneMomentHaveTwoFiles() throws Exception {
        CrashLog log = log(NOON);
        fail(log, new RuntimeException());
        fail(log, new IllegalStateException());
        assertEquals(2, files().size());
    }

    @Test
    void aFolderThatCannotBeWrittenFailsNobody() throws Exception {
        Files.writeString(data.resolve("logs"), "in the way");
        fail(log(NOON), new RuntimeException());
        assertEquals(List.of(), told);
    }
}
