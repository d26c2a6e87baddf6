package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.ponder.engine.gguf.GgmlType;

/** Turns blocks of a tensor into floats. */
public final class Dequantizer {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private Dequantizer() {}

    /** Whether {@link #dequantize} knows the type. */
    public static boolean supports(GgmlType type) {
        return type == GgmlType.F32 || type == GgmlType.F16 || type == GgmlType.Q8_0;
    }

    /** Writes {@code count} values, a whole number of blocks, as floats. */
    public static void dequantize(
            GgmlType type,
            MemorySegment source,
            long byteOffset,
            float[] target,
            int targetOffset,
            int count) {
        for (int i = 0; i < count; i++) {
            target[targetOffset + i] =
                    switch (type) {
                        case F32 -> source.get(FLOAT, byteOffset + 4L * i);
                        case F16 -> Float.float16ToFloat(source.get(SHORT, byteOffset + 2L * i));
                        case Q8_0 -> {
                            long block = byteOffset + i / 32 * 34L;
                            yield Float.float16ToFloat(source.get(SHORT, block))
                                    * source.get(ValueLayout.JAVA_BYTE, block + 2 + i % 32);
                        }
                        default -> throw new IllegalArgumentException(type + " is not supported.");
                    };
        }
    }
}
