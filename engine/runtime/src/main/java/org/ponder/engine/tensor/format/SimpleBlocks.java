package org.ponder.engine.tensor.format;

/**
 * The oldest quantized types: 32 elements share a half-precision scale d and, in the {@code _1}
 * types, a minimum m. An element is d × q or d × q + m. Of packed nibbles, the low ones are the
 * first 16 elements and the high ones the last 16.
 */
final class SimpleBlocks {
    private static final int HALF = 16;

    private SimpleBlocks() {}

    /** d, 16 bytes of nibbles; q is the nibble less 8. */
    static void q40(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int j = 0; j < HALF; j++) {
            int nibbles = source[at + 2 + j];
            target[to + j] = ((nibbles & 0xF) - 8) * d;
            target[to + HALF + j] = (((nibbles >> 4) & 0xF) - 8) * d;
        }
    }

    /** d, m, 16 bytes of nibbles. */
    static void q41(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        float m = Bytes.half(source, at + 2);
        for (int j = 0; j < HALF; j++) {
            int nibbles = source[at + 4 + j];
            target[to + j] = (nibbles & 0xF) * d + m;
            target[to + HALF + j] = ((nibbles >> 4) & 0xF) * d + m;
        }
    }

    /** d, 32 fifth bits, 16 bytes of nibbles; q is the 5-bit number less 16. */
    static void q50(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        int fifth = Bytes.i32(source, at + 2);
        for (int j = 0; j < HALF; j++) {
            int nibbles = source[at + 6 + j];
            int low = (nibbles & 0xF) | ((fifth >>> j) & 1) << 4;
            int high = ((nibbles >> 4) & 0xF) | ((fifth >>> (HALF + j)) & 1) << 4;
            target[to + j] = (low - 16) * d;
            target[to + HALF + j] = (high - 16) * d;
        }
    }

    /** d, m, 32 fifth bits, 16 bytes of nibbles. */
    static void q51(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        float m = Bytes.half(source, at + 2);
        int fifth = Bytes.i32(source, at + 4);
        for (int j = 0; j < HALF; j++) {
            int nibbles = source[at + 8 + j];
            int low = (nibbles & 0xF) | ((fifth >>> j) & 1) << 4;
            int high = ((nibbles >> 4) & 0xF) | ((fifth >>> (HALF + j)) & 1) << 4;
            target[to + j] = low * d + m;
            target[to + HALF + j] = high * d + m;
        }
    }

    /** d, 32 signed bytes. */
    static void q80(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int j = 0; j < 2 * HALF; j++) {
            target[to + j] = source[at + 2 + j] * d;
        }
    }
}
