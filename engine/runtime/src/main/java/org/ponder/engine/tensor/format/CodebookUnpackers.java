package org.ponder.engine.tensor.format;

/**
 * The types whose elements are vectors of a codebook: a vector of eight is one number of 64 bits,
 * and its signs are put on all at once. {@link Codebook1Blocks}, {@link Codebook2Blocks} and {@link
 * Codebook3Blocks} say how they lie.
 */
final class CodebookUnpackers {
    /** Eight times the vectors of -1, 0 and 1, moved up or down by one. */
    private static final long[] UP = eights("IQ1_S", 8, 1);

    private static final long[] DOWN = eights("IQ1_S", 8, -1);
    private static final long[] XXS2 = eights("IQ2_XXS", 1, 0);
    private static final long[] XS2 = eights("IQ2_XS", 1, 0);
    private static final long[] S2 = eights("IQ2_S", 1, 0);
    private static final int[] XXS3 = fours("IQ3_XXS");
    private static final int[] S3 = fours("IQ3_S");

    /** Eight sign bits as bytes of ones. */
    private static final long[] MINUS = new long[256];

    private static final long ONES = 0x0101_0101_0101_0101L;

    static {
        for (int bits = 0; bits < 256; bits++) {
            for (int j = 0; j < 8; j++) {
                MINUS[bits] |= ((bits >> j) & 1) == 0 ? 0 : 0xFFL << (8 * j);
            }
        }
    }

    private CodebookUnpackers() {}

    private static long[] eights(String name, int factor, int shift) {
        byte[] vectors = Codebook.named(name);
        long[] eights = new long[vectors.length / 8];
        for (int i = 0; i < vectors.length; i++) {
            int value = (vectors[i] * factor + shift) & 0xFF;
            eights[i / 8] |= (long) value << (8 * (i % 8));
        }
        return eights;
    }

    private static int[] fours(String name) {
        byte[] vectors = Codebook.named(name);
        int[] fours = new int[vectors.length / 4];
        for (int i = 0; i < vectors.length; i++) {
            fours[i / 4] |= vectors[i] << (8 * (i % 4));
        }
        return fours;
    }

    /** Negates bytes: no magnitude is zero, so nothing is carried into a neighbour. */
    private static long signed(long magnitudes, int signs) {
        long minus = MINUS[signs & 255];
        return (magnitudes ^ minus) + (minus & ONES);
    }

    static void iq1s(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at) / 8;
        for (int group = 0; group < 8; group++) {
            int high = Bytes.u16(source, at + 34 + 2 * group);
            long[] book = (high & 0x8000) != 0 ? DOWN : UP;
            for (int l = 0; l < 4; l++) {
                int number =
                        Bytes.u8(source, at + 2 + group * 4 + l) | ((high >> (3 * l)) & 7) << 8;
                target.eight(group * 32 + l * 8, book[number]);
            }
            target.pair(group, d * (2 * ((high >> 12) & 7) + 1), 0);
        }
    }

    static void iq1m(byte[] source, int at, Unpacked target) {
        int half = 0;
        for (int word = 0; word < 4; word++) {
            half |= Bytes.u16(source, at + 48 + 2 * word) >> 12 << (4 * word);
        }
        float d = Float.float16ToFloat((short) half) / 8;
        for (int v = 0; v < 32; v++) {
            int pair = v / 2;
            int nibble = source[at + 32 + pair] >> (v % 2 * 4);
            int number = Bytes.u8(source, at + v) | (nibble & 7) << 8;
            target.eight(v * 8, (nibble & 8) != 0 ? DOWN[number] : UP[number]);
            int scales = Bytes.u16(source, at + 48 + pair / 4 * 2);
            target.group(pair, d * (2 * ((scales >> (3 * (pair % 4))) & 7) + 1), 0);
        }
    }

    static void iq2xxs(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int numbers = at + 2 + group * 8;
            int bits = Bytes.i32(source, numbers + 4);
            for (int l = 0; l < 4; l++) {
                int signs = Signs.completed((bits >>> (7 * l)) & 127);
                long magnitudes = XXS2[Bytes.u8(source, numbers + l)];
                target.eight(group * 32 + l * 8, signed(magnitudes, signs));
            }
            target.pair(group, d * (0.5f + (bits >>> 28)) * 0.25f, 0);
        }
    }

    static void iq2xs(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at);
        for (int v = 0; v < 32; v++) {
            int bits = Bytes.u16(source, at + 2 + 2 * v);
            target.eight(v * 8, signed(XS2[bits & 511], Signs.completed(bits >> 9)));
        }
        scales(source, at + 66, d, target);
    }

    static void iq2s(byte[] source, int at, Unpacked target) {
        for (int v = 0; v < 32; v++) {
            int high = (source[at + 66 + v / 4] >> (v % 4 * 2)) & 3;
            int number = Bytes.u8(source, at + 2 + v) | high << 8;
            target.eight(v * 8, signed(S2[number], source[at + 34 + v]));
        }
        scales(source, at + 74, Bytes.half(source, at), target);
    }

    /** Eight bytes of two 4-bit scales for 16 elements each. */
    private static void scales(byte[] source, int at, float d, Unpacked target) {
        for (int group = 0; group < 16; group++) {
            int scale = (source[at + group / 2] >> (group % 2 * 4)) & 0xF;
            target.group(group, d * (0.5f + scale) * 0.25f, 0);
        }
    }

    static void iq3xxs(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int bits = Bytes.i32(source, at + 66 + 4 * group);
            int numbers = at + 2 + group * 8;
            for (int l = 0; l < 4; l++) {
                long magnitudes =
                        XXS3[Bytes.u8(source, numbers + 2 * l)]
                                | (long) XXS3[Bytes.u8(source, numbers + 2 * l + 1)] << 32;
                int signs = Signs.completed((bits >>> (7 * l)) & 127);
                target.eight(group * 32 + l * 8, signed(magnitudes, signs));
            }
            target.pair(group, d * (0.5f + (bits >>> 28)) * 0.5f, 0);
        }
    }

    static void iq3s(byte[] source, int at, Unpacked target) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int ninth = source[at + 66 + group];
            int numbers = at + 2 + group * 8;
            for (int l = 0; l < 4; l++) {
                int low = Bytes.u8(source, numbers + 2 * l) | ((ninth >> (2 * l)) & 1) << 8;
                int high =
                        Bytes.u8(source, numbers + 2 * l + 1) | ((ninth >> (2 * l + 1)) & 1) << 8;
                long magnitudes = S3[low] | (long) S3[high] << 32;
                target.eight(
                        group * 32 + l * 8, signed(magnitudes, source[at + 74 + group * 4 + l]));
            }
            int scale = (source[at + 106 + group / 2] >> (group % 2 * 4)) & 0xF;
            target.pair(group, d * (1 + 2 * scale), 0);
        }
    }
}
