package org.ponder.engine.tensor.format;

/**
 * The types of two to two and a half bits: 256 elements in vectors of 8 magnitudes from a codebook,
 * with a sign for each element and a 4-bit scale for each 16 or 32: an element is d × (1/2 + scale)
 * / 4 × magnitude.
 */
final class Codebook2Blocks {
    private static final byte[] XXS = Codebook.named("IQ2_XXS");
    private static final byte[] XS = Codebook.named("IQ2_XS");
    private static final byte[] S = Codebook.named("IQ2_S");

    private Codebook2Blocks() {}

    /**
     * d, then for each group of 32 elements 4 bytes of vector numbers, and 32 bits with four times
     * seven signs and the scale.
     */
    static void iq2xxs(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int numbers = at + 2 + group * 8;
            int bits = Bytes.i32(source, numbers + 4);
            float scale = scale(d, bits >>> 28);
            for (int l = 0; l < 4; l++) {
                int number = Bytes.u8(source, numbers + l);
                int signs = Signs.completed((bits >>> (7 * l)) & 127);
                vector(XXS, number, signs, scale, target, to + group * 32 + l * 8);
            }
        }
    }

    /**
     * d, then 16 bits for each vector (9 of number, 7 of signs), then 8 bytes of two scales for 16
     * elements each.
     */
    static void iq2xs(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int v = 0; v < 32; v++) {
            int bits = Bytes.u16(source, at + 2 + 2 * v);
            float scale = scale(d, (source[at + 66 + v / 4] >> (v % 4 / 2 * 4)) & 0xF);
            vector(XS, bits & 511, Signs.completed(bits >> 9), scale, target, to + v * 8);
        }
    }

    /**
     * d, 32 bytes with the low 8 bits of the vectors' numbers, 32 bytes of signs, 8 bytes with four
     * times the 2 high bits, 8 bytes of two scales for 16 elements each.
     */
    static void iq2s(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int v = 0; v < 32; v++) {
            int high = (source[at + 66 + v / 4] >> (v % 4 * 2)) & 3;
            int number = Bytes.u8(source, at + 2 + v) | high << 8;
            float scale = scale(d, (source[at + 74 + v / 4] >> (v % 4 / 2 * 4)) & 0xF);
            vector(S, number, source[at + 34 + v], scale, target, to + v * 8);
        }
    }

    private static float scale(float d, int scale) {
        return d * (0.5f + scale) * 0.25f;
    }

    private static void vector(
            byte[] codebook, int number, int signs, float scale, float[] target, int to) {
        for (int j = 0; j < 8; j++) {
            target[to + j] = Signs.apply(signs, j, scale * codebook[number * 8 + j]);
        }
    }
}
