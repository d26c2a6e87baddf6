package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written costs nothing that was, and is told in one sentence. */
final class WholeFileTest {
    @TempDir Path folder;
    private Path file = Path.of("");
    private Path part = Path.of("");

    @BeforeEach
    void names() {
        file = folder.resolve("report.md");
        part = folder.resolve("report.md.part");
    }

    @Test
    void aFullDiskLeavesWhatWasThere() throws IOException {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "only Linux has a disk that is always full");
        Files.writeString(file, "before");
        Files.createSymbolicLink(part, full);
        assertFailsInOneSentence(where -> Files.writeString(where, "after"));
        assertEquals("before", Files.readString(file));
    }

    @Test
    void aFailureHalfWayLeavesWhatWasThere() throws IOException {
        Files.writeString(file, "before");
        assertFailsInOneSentence(where -> {
            Files.writeString(where, "aft");
            throw new IOException("the cable was pulled");
        });
        assertEquals("before", Files.readString(file));
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        file = folder.resolve("none").resolve("report.md");
        part = folder.resolve("none").resolve("report.md.part");
        assertFailsInOneSentence(where -> Files.writeString(where, "after"));
    }

    @Test
    void theNewOneTakesThePlaceOfTheOld() throws IOException {
        Files.writeString(file, "before");
        Files.writeString(part, "left by a kill, and longer than what comes");
        WholeFile.write(file, where -> Files.writeString(where, "after"));
        assertEquals("after", Files.readString(file));
        assertFalse(Files.exists(part));
    }

    private void assertFailsInOneSentence(WholeFile.Writer writer) {
        String told =
                String.valueOf(
                        assertThrows(IOException.class, () -> WholeFile.write(file, writer))
                                .getMessage());
        assertTrue(told.startsWith("The file " + file + " could not be written: "), told);
        assertEquals(told.indexOf(file.toString()), told.lastIndexOf(file.toString()), told);
        assertFalse(Files.exists(part, LinkOption.NOFOLLOW_LINKS));
    }
}
