package org.ponder.engine.tensor.format;

/** Types of nibbles, some with a fifth bit: {@link SimpleBlocks} and others say how they lie. */
final class NibbleUnpackers {
    private static final long NIBBLES = 0x0F0F_0F0F_0F0F_0F0FL;

    /** Eight bits, each at the place of a byte's fifth. */
    private static final long[] FIFTHS = new long[256];

    static {
        for (int bits = 0; bits < 256; bits++) {
            for (int j = 0; j < 8; j++) {
                FIFTHS[bits] |= (long) ((bits >> j) & 1) << (8 * j + 4);
            }
        }
    }

    private NibbleUnpackers() {}

    static void q41(byte[] source, int at, Unpacked target) {
        nibbles(source, at + 4, target, 0);
        target.pair(0, Bytes.half(source, at), Bytes.half(source, at + 2));
    }

    static void q51(byte[] source, int at, Unpacked target) {
        fifths(source, at + 8, Bytes.i32(source, at + 4), target);
        target.pair(0, Bytes.half(source, at), Bytes.half(source, at + 2));
    }

    static void iq4nl(byte[] source, int at, Unpacked target) {
        nibbles(source, at + 2, target, 0);
        target.pair(0, Bytes.half(source, at), 0);
    }

    static void mxfp4(byte[] source, int at, Unpacked target) {
        nibbles(source, at + 1, target, 0);
        int exponent = Bytes.u8(source, at);
        int bits = exponent < 2 ? 0x0020_0000 << exponent : (exponent - 1) << 23;
        target.pair(0, Float.intBitsToFloat(bits), 0);
    }

    static void iq4xs(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at);
        int highs = Bytes.u16(source, at + 2);
        for (int group = 0; group < 8; group++) {
            int low = (source[at + 4 + group / 2] >> (group % 2 * 4)) & 0xF;
            int high = (highs >> (2 * group)) & 3;
            nibbles(source, at + 8 + group * 16, target, group * 32);
            target.pair(group, d * ((low | high << 4) - 32), 0);
        }
    }

    /** 16 bytes: the low nibbles are the first 16 elements, the high ones the last. */
    private static void nibbles(byte[] source, int at, Unpacked target, int to) {
        for (int j = 0; j < 16; j += 8) {
            long bytes = Unpacked.eightOf(source, at + j);
            target.eight(to + j, bytes & NIBBLES);
            target.eight(to + 16 + j, (bytes >>> 4) & NIBBLES);
        }
    }

    private static void fifths(byte[] source, int at, int fifth, Unpacked target) {
        for (int j = 0; j < 16; j += 8) {
            long bytes = Unpacked.eightOf(source, at + j);
            target.eight(j, (bytes & NIBBLES) | FIFTHS[(fifth >>> j) & 255]);
            target.eight(16 + j, ((bytes >>> 4) & NIBBLES) | FIFTHS[(fifth >>> (16 + j)) & 255]);
        }
    }
}
