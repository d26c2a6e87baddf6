package org.ponder.engine.tensor.format;

/** Types of one or two bits, or one ternary digit, an element, with one scale d for the block. */
final class FewBitBlocks {
    /** The powers of three that bring each of a byte's five ternary digits to the top. */
    private static final int[] POWER_OF_3 = {1, 3, 9, 27, 81};

    private FewBitBlocks() {}

    /** 128 elements: d, then a bit each; a set bit is d, a clear one -d. */
    static void q10(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int j = 0; j < 128; j++) {
            boolean set = ((source[at + 2 + j / 8] >> j % 8) & 1) != 0;
            target[to + j] = set ? d : -d;
        }
    }

    /** 64 elements: d, then two bits each; q is the pair of bits less 1. */
    static void q20(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int j = 0; j < 64; j++) {
            int bits = (source[at + 2 + j / 4] >> (j % 4 * 2)) & 3;
            target[to + j] = (bits - 1) * d;
        }
    }

    /**
     * 256 elements, as ternary digits -1, 0, 1: five in each of 48 bytes (which are two groups, of
     * 32 and 16 bytes), four in each of 4 bytes, then d.
     */
    static void tq10(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at + 52);
        int next = ternary(source, at, 32, 5, d, target, to);
        next = ternary(source, at + 32, 16, 5, d, target, next);
        ternary(source, at + 48, 4, 4, d, target, next);
    }

    /** 256 elements: two bits each in two groups of 32 bytes, then d; q is the pair less 1. */
    static void tq20(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at + 64);
        for (int j = 0; j < 256; j++) {
            int bits = (source[at + j / 128 * 32 + j % 32] >> (j % 128 / 32 * 2)) & 3;
            target[to + j] = (bits - 1) * d;
        }
    }

    /** The first digits of all bytes of a group, then the second ones, and so on. */
    private static int ternary(
            byte[] source, int at, int bytes, int digits, float d, float[] target, int to) {
        for (int n = 0; n < digits; n++) {
            for (int m = 0; m < bytes; m++) {
                // A byte is a fraction of 256: times 3^n modulo 1, its top digit is the n-th.
                int fraction = source[at + m] * POWER_OF_3[n] & 0xFF;
                int digit = (fraction * 3) >> 8;
                target[to + n * bytes + m] = (digit - 1) * d;
            }
        }
        return to + digits * bytes;
    }
}
