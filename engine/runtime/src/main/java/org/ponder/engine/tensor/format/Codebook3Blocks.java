package org.ponder.engine.tensor.format;

/**
 * The types of three bits and a little more: 256 elements in vectors of 4 magnitudes from a
 * codebook, with a sign for each element and a 4-bit scale for each 32.
 */
final class Codebook3Blocks {
    private static final byte[] XXS = Codebook.named("IQ3_XXS");
    private static final byte[] S = Codebook.named("IQ3_S");

    private Codebook3Blocks() {}

    /**
     * d, 64 bytes of vector numbers, then for each group of 32 elements 32 bits with four times
     * seven signs and the scale: an element is d × (1/2 + scale) / 2 × magnitude.
     */
    static void iq3xxs(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int bits = Bytes.i32(source, at + 66 + 4 * group);
            float scale = d * (0.5f + (bits >>> 28)) * 0.5f;
            for (int v = 0; v < 8; v++) {
                int number = Bytes.u8(source, at + 2 + group * 8 + v);
                int signs = Signs.completed((bits >>> (7 * (v / 2))) & 127) >> (v % 2 * 4);
                vector(XXS, number, signs, scale, target, to + group * 32 + v * 4);
            }
        }
    }

    /**
     * d, 64 bytes with the low 8 bits of the vectors' numbers, 8 bytes with the ninth bits, 32
     * bytes of signs, 4 bytes of two scales each: an element is d × (1 + 2 × scale) × magnitude.
     */
    static void iq3s(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int scaleBits = (source[at + 106 + group / 2] >> (group % 2 * 4)) & 0xF;
            float scale = d * (1 + 2 * scaleBits);
            int ninth = source[at + 66 + group];
            for (int v = 0; v < 8; v++) {
                int number = Bytes.u8(source, at + 2 + group * 8 + v) | ((ninth >> v) & 1) << 8;
                int signs = source[at + 74 + group * 4 + v / 2] >> (v % 2 * 4);
                vector(S, number, signs, scale, target, to + group * 32 + v * 4);
            }
        }
    }

    private static void vector(
            byte[] codebook, int number, int signs, float scale, float[] target, int to) {
        for (int j = 0; j < 4; j++) {
            target[to + j] = Signs.apply(signs, j, scale * codebook[number * 4 + j]);
        }
    }
}
