package org.ponder.engine.tensor.format;

/**
 * The k-quants of two and three bits: 256 elements in 16 groups of 16, each with a small integer
 * scale of its own under the block's half-precision one. Two-bit parts of four elements that lie 32
 * apart share a byte.
 */
final class LowKBlocks {
    private LowKBlocks() {}

    /**
     * 16 bytes of a 4-bit scale (low) and a 4-bit minimum (high), 64 bytes of pairs of bits, d and
     * dmin: an element is d × scale × q - dmin × minimum.
     */
    static void q2k(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at + 80);
        float dmin = Bytes.half(source, at + 82);
        for (int group = 0; group < 16; group++) {
            int scales = source[at + group];
            float scale = d * (scales & 0xF);
            float minimum = dmin * ((scales >> 4) & 0xF);
            int quants = at + 16 + pairByte(group);
            int shift = pairShift(group);
            for (int l = 0; l < 16; l++) {
                int q = (source[quants + l] >> shift) & 3;
                target[to + group * 16 + l] = scale * q - minimum;
            }
        }
    }

    /**
     * 32 bytes of third bits, 64 bytes of pairs of bits, 12 bytes of 6-bit scales, d: an element is
     * d × (scale - 32) × q, with q from -4 to 3.
     */
    static void q3k(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at + 108);
        for (int group = 0; group < 16; group++) {
            float scale = d * (scale3(source, at + 96, group) - 32);
            int quants = at + 32 + pairByte(group);
            int thirds = at + group % 2 * 16;
            int shift = pairShift(group);
            int bit = group / 2;
            for (int l = 0; l < 16; l++) {
                int q = (source[quants + l] >> shift) & 3;
                int third = (source[thirds + l] >> bit) & 1;
                target[to + group * 16 + l] = scale * (q - (1 - third) * 4);
            }
        }
    }

    /** The byte with the first pair of a group: two groups side by side, four on top of another. */
    static int pairByte(int group) {
        return group / 8 * 32 + group % 2 * 16;
    }

    static int pairShift(int group) {
        return group % 8 / 2 * 2;
    }

    /** The low four bits are nibbles of the first 8 bytes, the high two are in the last 4. */
    static int scale3(byte[] source, int at, int group) {
        int low = (source[at + group % 8] >> (group / 8 * 4)) & 0xF;
        int high = (source[at + 8 + group % 4] >> (group / 4 * 2)) & 3;
        return low | high << 4;
    }
}
