package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A file with values of all types and a few tensors. */
final class SmallModel {
    private static final float[] FLOATS = {1, -2, 0.5f, Float.MAX_VALUE, 0, -0f};
    private static final byte[] BLOCKS = new byte[18 * 6];

    static {
        new Random(3).nextBytes(BLOCKS);
    }

    private SmallModel() {}

    static GgufWriter writer() {
        return new GgufWriter()
                .text("general.architecture", "tiny")
                .put("n.u8", ValueType.UINT8, 255)
                .put("n.i8", ValueType.INT8, -128)
                .put("n.u16", ValueType.UINT16, 65_535)
                .put("n.i16", ValueType.INT16, -32_768)
                .integer("n.u32", 4_294_967_295L)
                .put("n.i32", ValueType.INT32, Integer.MIN_VALUE)
                .put("n.u64", ValueType.UINT64, -1L)
                .put("n.i64", ValueType.INT64, Long.MIN_VALUE)
                .number("n.f32", 0.5)
                .put("n.f64", ValueType.FLOAT64, Math.PI)
                .flag("b", true)
                .texts("a.strings", List.of("", "é", "x".repeat(100_000)))
                .integers("a.i32", List.of(-1, 0, 7))
                .numbers("a.f32", List.of(-1.5, 2))
                .put(
                        "a.bool",
                        ValueType.ARRAY,
                        new MetadataArray(ValueType.BOOL, List.of(true, false)))
                .put("a.nested", ValueType.ARRAY, nested())
                .texts("a.empty", List.of())
                .tensor("f32", GgmlType.F32, List.of(3L, 2L), TensorData.of(FLOATS))
                .tensor(
                        "q4",
                        GgmlType.Q4_0,
                        List.of(32L, 3L, 2L),
                        TensorData.of(MemorySegment.ofArray(BLOCKS)))
                .tensor("one", GgmlType.F32, List.of(1L), TensorData.of(new float[] {9}));
    }

    static void assertTensors(GgufFile file) {
        assertEquals(List.of("f32", "q4", "one"), new ArrayList<>(file.tensors().keySet()));
        GgufTensor floats = file.tensor("f32").orElseThrow();
        assertEquals(GgmlType.F32, floats.type());
        assertEquals(3, floats.columns());
        assertEquals(2, floats.rows());
        assertArrayEquals(FLOATS, floats.data().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED));
        GgufTensor blocks = file.tensor("q4").orElseThrow();
        assertEquals(List.of(32L, 3L, 2L), blocks.shape());
        assertEquals(2, blocks.dimension(2));
        assertEquals(1, blocks.dimension(3));
        assertEquals(192, blocks.elements());
        assertArrayEquals(BLOCKS, blocks.data().toArray(ValueLayout.JAVA_BYTE));
    }

    private static MetadataArray nested() {
        return new MetadataArray(
                ValueType.ARRAY,
                List.of(
                        new MetadataArray(ValueType.UINT8, List.of(1, 2)),
                        new MetadataArray(ValueType.FLOAT32, List.of()),
                        new MetadataArray(ValueType.STRING, List.of("z"))));
    }
}
