package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read back as it was. */
class GgufRoundTripTest {
    @TempDir private Path folder = Path.of("");

    @Test
    void valuesOfAllTypes() throws IOException {
        Path path = folder.resolve("values.gguf");
        SmallModel.writer().write(path);
        try (GgufFile file = GgufFile.open(path)) {
            Metadata metadata = file.metadata();
            assertEquals("tiny", metadata.requireString("general.architecture"));
            assertEquals(255, metadata.requireInteger("n.u8"));
            assertEquals(-128, metadata.requireInteger("n.i8"));
            assertEquals(65_535, metadata.requireInteger("n.u16"));
            assertEquals(-32_768, metadata.requireInteger("n.i16"));
            assertEquals(4_294_967_295L, metadata.requireInteger("n.u32"));
            assertEquals(Integer.MIN_VALUE, metadata.requireInteger("n.i32"));
            assertEquals(Long.MIN_VALUE, metadata.requireInteger("n.i64"));
            assertEquals(
                    BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                    metadata.value("n.u64").orElseThrow());
            assertEquals(0.5, metadata.number("n.f32", 0));
            assertEquals(Math.PI, metadata.number("n.f64", 0));
            assertTrue(metadata.flag("b", false));
            assertEquals(List.of("", "é", "x".repeat(100_000)), metadata.strings("a.strings"));
            assertArrayEquals(new int[] {-1, 0, 7}, metadata.integers("a.i32"));
            assertArrayEquals(new float[] {-1.5f, 2}, metadata.floats("a.f32"));
            assertEquals(List.of(true, false), metadata.value("a.bool").orElseThrow());
            assertEquals(
                    List.of(List.of(1L, 2L), List.of(), List.of("z")),
                    metadata.value("a.nested").orElseThrow());
            assertEquals(List.of(), metadata.strings("a.empty"));
        }
    }

    @Test
    void absentKeysGiveTheDefaultOrASentence() throws IOException {
        Metadata metadata = Metadata.of(Map.of("here", 1));
        assertEquals(7, metadata.integer("absent", 7));
        assertEquals(7.5, metadata.number("absent", 7.5));
        assertTrue(metadata.flag("absent", true));
        assertTrue(metadata.string("absent").isEmpty());
        assertEquals(0, metadata.strings("absent").size());
        assertEquals(0, metadata.integers("absent").length);
        assertEquals(0, metadata.floats("absent").length);
        assertFalse(metadata.contains("absent"));
        for (var e :
                List.of(
                        assertThrows(
                                GgufFormatException.class, () -> metadata.requireInteger("absent")),
                        assertThrows(
                                GgufFormatException.class,
                                () -> metadata.requireString("absent")))) {
            assertEquals("absent", e.subject());
        }
    }

    @Test
    void valuesOfAnotherTypeAreFaultsEvenWhereThereIsADefault() {
        Metadata metadata =
                Metadata.of(Map.of("text", "t", "whole", 1, "part", 0.5, "mixed", List.of(1, "a")));
        assertWrongType("text", () -> metadata.integer("text", 0));
        assertWrongType("text", () -> metadata.number("text", 0));
        assertWrongType("text", () -> metadata.flag("text", false));
        assertWrongType("text", () -> metadata.strings("text"));
        assertWrongType("text", () -> metadata.integers("text"));
        assertWrongType("part", () -> metadata.integer("part", 0));
        assertWrongType("part", () -> metadata.integers("part"));
        assertWrongType("whole", () -> metadata.string("whole"));
        assertWrongType("mixed", () -> metadata.strings("mixed"));
        assertWrongType("mixed", () -> metadata.floats("mixed"));
    }

    @Test
    void aNumberForAllLayersCountsAsAnArrayOfOne() throws IOException {
        Metadata metadata = Metadata.of(Map.of("heads", 8, "base", 1e4));
        assertArrayEquals(new int[] {8}, metadata.integers("heads"));
        assertArrayEquals(new float[] {1e4f}, metadata.floats("base"));
    }

    @Test
    void bytesBeyondAnyVocabularyAreNoListOfNumbers() throws IOException {
        Path path = folder.resolve("bytes.gguf");
        List<Integer> zeros = Collections.nCopies((1 << 24) + 1, 0);
        new GgufWriter()
                .put("k", ValueType.ARRAY, new MetadataArray(ValueType.UINT8, zeros))
                .write(path);
        try (GgufFile file = GgufFile.open(path)) {
            assertWrongType("k", () -> file.metadata().integers("k"));
            assertWrongType("k", () -> file.metadata().floats("k"));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8, 32, 64, 4096, 65_536})
    void tensorsAtAnyAlignment(int alignment) throws IOException {
        Path path = folder.resolve("aligned.gguf");
        SmallModel.writer().alignment(alignment).write(path);
        try (GgufFile file = GgufFile.open(path)) {
            SmallModel.assertTensors(file);
            assertEquals(Files.size(path), file.bytes());
        }
    }

    @Test
    void versionTwoIsReadLikeThree() throws IOException {
        Path path = folder.resolve("v2.gguf");
        SmallModel.writer().write(path);
        byte[] bytes = Files.readAllBytes(path);
        bytes[4] = 2;
        Files.write(path, bytes);
        try (GgufFile file = GgufFile.open(path)) {
            assertEquals(2, file.version());
            SmallModel.assertTensors(file);
        }
    }

    @Test
    void tensorsLargerThanAPieceAreWrittenInPieces() throws IOException {
        byte[] data = new byte[34 * 300_000];
        new Random(7).nextBytes(data);
        Path path = folder.resolve("large.gguf");
        new GgufWriter()
                .tensor(
                        "large",
                        GgmlType.Q8_0,
                        List.of(32L * 3, 100_000L),
                        TensorData.of(MemorySegment.ofArray(data)))
                .write(path);
        try (GgufFile file = GgufFile.open(path)) {
            byte[] read = file.requireTensor("large").data().toArray(ValueLayout.JAVA_BYTE);
            assertArrayEquals(data, read);
        }
    }

    @Test
    void tensorsThatAreAbsentOrUnusableAreNamed() throws IOException {
        Path path = folder.resolve("absent.gguf");
        SmallModel.writer().write(path);
        try (GgufFile file = GgufFile.open(path)) {
            GgufFormatException absent =
                    assertThrows(
                            GgufFormatException.class, () -> file.requireTensor("output.weight"));
            assertEquals("output.weight", absent.subject());
            GgufFormatException fault = file.fault("f32", "The shape is wrong");
            assertTrue(fault.offset() > 24, "the line of the tensor table");
            assertEquals("f32", fault.subject());
        }
    }

    @Test
    void tensorsMustNotBeUsedOnceTheFileIsClosed() throws IOException {
        Path path = folder.resolve("closed.gguf");
        SmallModel.writer().write(path);
        GgufFile file = GgufFile.open(path);
        MemorySegment data = file.requireTensor("f32").data();
        file.close();
        assertThrows(IllegalStateException.class, () -> data.get(ValueLayout.JAVA_BYTE, 0));
        assertEquals("tiny", file.metadata().requireString("general.architecture"));
    }

    private static void assertWrongType(String key, Executable reading) {
        assertEquals(key, assertThrows(GgufFormatException.class, reading).subject());
    }
}
