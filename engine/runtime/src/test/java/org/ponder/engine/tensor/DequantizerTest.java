package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.GgufTensor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Floats equal those of ggml's reference bit by bit, for every type with a fixture. */
class DequantizerTest {
    private static final JsonNode INDEX =
            new ObjectMapper().readTree(resource("index.json")).get("types");

    static Stream<String> typesWithFixtures() {
        return INDEX.propertyNames().stream();
    }

    @ParameterizedTest
    @MethodSource("typesWithFixtures")
    void floatsEqualTheReferenceBitByBit(String name) {
        GgmlType type = GgmlType.valueOf(name);
        assertMatches(type, resource(name + ".q.bin"), resource(name + ".f32.bin"));
    }

    @ParameterizedTest
    @MethodSource("typesWithFixtures")
    void theGeometryIsThatOfGgml(String name) {
        GgmlType type = GgmlType.valueOf(name);
        assertEquals(INDEX.get(name).get("ggml_type").intValue(), type.id());
        assertEquals(INDEX.get(name).get("block").intValue(), type.blockSize());
        assertEquals(INDEX.get(name).get("block_bytes").intValue(), type.blockBytes());
    }

    @Test
    void everyHalfHasItsFloat() {
        ByteBuffer halves = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            halves.putShort(2 * bits, (short) bits);
        }
        assertMatches(GgmlType.F16, halves.array(), resource("F16.all65536.f32.bin"));
    }

    @Test
    void floatsAreCopiedAsTheyAre() {
        byte[] floats = resource("activations.f32.bin");
        assertMatches(GgmlType.F32, floats, floats);
    }

    @Test
    void theRestOfTheTargetIsLeftAlone() {
        float[] target = new float[3 + 64 + 5];
        MemorySegment source = MemorySegment.ofArray(resource("Q8_0.q.bin"));
        Dequantizer.dequantize(GgmlType.Q8_0, source, 34, target, 3, 64);
        float[] whole = new float[96];
        Dequantizer.dequantize(GgmlType.Q8_0, source, 0, whole, 0, 96);
        for (int i = 0; i < target.length; i++) {
            assertEquals(i >= 3 && i < 67 ? whole[32 + i - 3] : 0, target[i], "element " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(GgmlType.class)
    void supportedTypesAreThoseWithAFixtureAndFloats(GgmlType type) {
        Set<GgmlType> supported = EnumSet.of(GgmlType.F32);
        typesWithFixtures().map(GgmlType::valueOf).forEach(supported::add);
        assertEquals(supported.contains(type), Dequantizer.supports(type));
    }

    @Test
    void anUnsupportedTypeNamesItself() {
        assertFalse(Dequantizer.supports(GgmlType.Q8_1));
        MemorySegment source = MemorySegment.ofArray(new byte[36]);
        Exception e =
                assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                Dequantizer.dequantize(
                                        GgmlType.Q8_1, source, 0, new float[32], 0, 32));
        assertTrue(String.valueOf(e.getMessage()).contains("Q8_1"), e.getMessage());
    }

    @Test
    void everyTensorOfTheFixtureModelsGivesFiniteFloats() throws IOException {
        List<Path> models;
        try (Stream<Path> files = Files.walk(Shared.file("models"))) {
            models = files.filter(path -> path.toString().endsWith(".gguf")).toList();
        }
        assertFalse(models.isEmpty());
        for (Path model : models) {
            try (GgufFile file = GgufFile.open(model)) {
                for (GgufTensor tensor : file.tensors().values()) {
                    float[] row = new float[Math.toIntExact(tensor.columns())];
                    long rows = tensor.elements() / row.length;
                    long last = tensor.type().bytes(row.length) * (rows - 1);
                    Dequantizer.dequantize(tensor.type(), tensor.data(), last, row, 0, row.length);
                    for (float value : row) {
                        assertTrue(Float.isFinite(value), model + " " + tensor.name());
                    }
                }
            }
        }
    }

    @Test
    void sizesThatDoNotFitAreRefused() {
        MemorySegment source = MemorySegment.ofArray(new byte[2 * 18]);
        float[] target = new float[64];
        for (int[] offsets : List.of(new int[] {1, 0}, new int[] {0, 1}, new int[] {18, 0})) {
            assertThrows(
                    IndexOutOfBoundsException.class,
                    () ->
                            Dequantizer.dequantize(
                                    GgmlType.Q4_0, source, offsets[0], target, offsets[1], 64));
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> Dequantizer.dequantize(GgmlType.Q4_0, source, 0, target, 0, 33));
    }

    /** From native memory and at an odd address, as in a mapped file. */
    private static void assertMatches(GgmlType type, byte[] blocks, byte[] expected) {
        int count = expected.length / Float.BYTES;
        float[] floats = new float[count];
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment source = arena.allocate(blocks.length + 1);
            source.asSlice(1).copyFrom(MemorySegment.ofArray(blocks));
            Dequantizer.dequantize(type, source, 1, floats, 0, count);
        }
        ByteBuffer reference = ByteBuffer.wrap(expected).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            float wanted = reference.getFloat(i * Float.BYTES);
            if (Float.isNaN(wanted)) {
                assertTrue(Float.isNaN(floats[i]), type + " element " + i);
            } else {
                assertEquals(
                        Float.floatToRawIntBits(wanted),
                        Float.floatToRawIntBits(floats[i]),
                        () -> type + " element: " + wanted);
            }
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = DequantizerTest.class.getResourceAsStream("/dequant/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
