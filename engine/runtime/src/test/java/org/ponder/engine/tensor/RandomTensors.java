package org.ponder.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Random;
import org.ponder.engine.gguf.GgmlType;

/** Tensors of every type with random quants and scales of a sensible size. */
final class RandomTensors {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private RandomTensors() {}

    static MemorySegment of(GgmlType type, int rows, int columns, Random random) {
        long bytes = type.bytes((long) rows * columns);
        MemorySegment data = Arena.ofAuto().allocate(bytes, 32);
        switch (type) {
            case F32 -> {
                for (long i = 0; i < bytes; i += 4) {
                    data.set(FLOAT, i, (float) random.nextGaussian());
                }
            }
            case F16 -> {
                for (long i = 0; i < bytes; i += 2) {
                    data.set(SHORT, i, Float.floatToFloat16((float) random.nextGaussian()));
                }
            }
            case BF16 -> {
                for (long i = 0; i < bytes; i += 2) {
                    int bits = Float.floatToIntBits((float) random.nextGaussian());
                    data.set(SHORT, i, (short) (bits >>> 16));
                }
            }
            default -> {
                byte[] block = new byte[type.blockBytes()];
                for (long at = 0; at < bytes; at += block.length) {
                    random.nextBytes(block);
                    if (halves(type).length == 0) {
                        // Scales sit in unusual places: no half float made of these is infinite.
                        for (int i = 0; i < block.length; i++) {
                            block[i] &= (byte) 0xbf;
                        }
                    }
                    MemorySegment.copy(block, 0, data, ValueLayout.JAVA_BYTE, at, block.length);
                    for (int half : halves(type)) {
                        float scale = 0.01f * (0.5f + random.nextFloat());
                        data.set(SHORT, at + half, Float.floatToFloat16(scale));
                    }
                }
            }
        }
        return data;
    }

    /** Where the half-float scales of a block are. */
    static int[] halves(GgmlType type) {
        return switch (type) {
            case Q4_0, Q5_0, Q8_0, IQ4_NL, IQ4_XS -> new int[] {0};
            case IQ2_XXS, IQ2_XS, IQ2_S, IQ3_XXS, IQ3_S, IQ1_S -> new int[] {0};
            case Q4_1, Q5_1, Q4_K, Q5_K -> new int[] {0, 2};
            case Q2_K -> new int[] {80, 82};
            case Q3_K -> new int[] {108};
            case Q6_K -> new int[] {208};
            case TQ1_0 -> new int[] {52};
            case TQ2_0 -> new int[] {64};
            default -> new int[] {};
        };
    }
}
