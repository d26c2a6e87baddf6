package org.ponder.engine.tensor.format;

/**
 * The types of about one and a half bits: 256 elements in vectors of 8 from a codebook of -1, 0 and
 * 1, each moved by an eighth up or down before it is scaled.
 */
final class Codebook1Blocks {
    private static final byte[] VECTORS = Codebook.named("IQ1_S");
    private static final float SHIFT = 0.125f;

    private Codebook1Blocks() {}

    /**
     * d, 32 bytes with the low 8 bits of the vectors' numbers, then for each group of 32 elements
     * 16 bits: the high 3 bits of 4 numbers, 3 bits of scale, the direction of the shift.
     */
    static void iq1s(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        for (int group = 0; group < 8; group++) {
            int high = Bytes.u16(source, at + 34 + 2 * group);
            float scale = d * (2 * ((high >> 12) & 7) + 1);
            float shift = (high & 0x8000) != 0 ? -SHIFT : SHIFT;
            for (int l = 0; l < 4; l++) {
                int number =
                        Bytes.u8(source, at + 2 + group * 4 + l) | ((high >> (3 * l)) & 7) << 8;
                vector(number, scale, shift, target, to + group * 32 + l * 8);
            }
        }
    }

    /**
     * 32 bytes with the low 8 bits of the vectors' numbers, 16 bytes with a nibble for each vector
     * (3 high bits and the direction of the shift), four 16-bit words with 3-bit scales for each 16
     * elements; their top nibbles together are d.
     */
    static void iq1m(byte[] source, int at, float[] target, int to) {
        int half = 0;
        for (int word = 0; word < 4; word++) {
            half |= Bytes.u16(source, at + 48 + 2 * word) >> 12 << (4 * word);
        }
        float d = Float.float16ToFloat((short) half);
        for (int v = 0; v < 32; v++) {
            int pair = v / 2;
            int scales = Bytes.u16(source, at + 48 + pair / 4 * 2);
            float scale = d * (2 * ((scales >> (3 * (pair % 4))) & 7) + 1);
            int nibble = source[at + 32 + pair] >> (v % 2 * 4);
            int number = Bytes.u8(source, at + v) | (nibble & 7) << 8;
            vector(number, scale, (nibble & 8) != 0 ? -SHIFT : SHIFT, target, to + v * 8);
        }
    }

    private static void vector(int number, float scale, float shift, float[] target, int to) {
        for (int j = 0; j < 8; j++) {
            target[to + j] = scale * (VECTORS[number * 8 + j] + shift);
        }
    }
}
