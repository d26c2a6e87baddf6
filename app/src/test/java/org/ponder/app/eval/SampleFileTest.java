package org.ponder.app.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file of samples belongs to one run, and to one process at a time. */
class SampleFileTest {
    private static final Map<String, Object> RUN = Map.of("model", "pebble");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("samples.jsonl");
    }

    @Test
    void twoRunsDoNotWriteIntoOne() throws Exception {
        try (SampleFile first = SampleFile.open(file, RUN)) {
            first.add(new Sample("a", 0, 0, "1", true, 1, 1, "stop", "", "1"));
            String before = Files.readString(file);
            IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> SampleFile.open(file, RUN));
            assertTrue(String.valueOf(refused.getMessage()).contains("Another run"));
            assertEquals(before, Files.readString(file));
        }
        try (SampleFile next = SampleFile.open(file, RUN)) {
            assertTrue(next.find("a", 0, 0).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my notes",
                "my notes\n",
                "{\"model\":\"other\"}\n",
                "{\"model\":\"pebblestone"
            })
    void aFileThatIsNotTheRunsIsLeftAsItIs(String text) throws Exception {
        Files.writeString(file, text);
        assertThrows(IllegalArgumentException.class, () -> SampleFile.open(file, RUN));
        assertEquals(text, Files.readString(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"mod", "{\"model\":\"pebble\"}"})
    void aRunThatWasKilledAtItsVeryBeginningBeginsAnew(String text) throws Exception {
        Files.writeString(file, text);
        SampleFile.open(file, RUN).close();
        assertEquals("{\"model\":\"pebble\"}\n", Files.readString(file));
    }
}
