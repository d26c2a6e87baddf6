package org.ponder.engine.tensor.format;

/**
 * The k-quants of four to six bits: 256 elements in groups of 32 (Q4_K, Q5_K) or 16 (Q6_K), each
 * with an integer scale of its own under the block's half-precision one.
 */
final class HighKBlocks {
    private HighKBlocks() {}

    /**
     * d, dmin, 12 bytes of 6-bit scales and minimums, 128 bytes of nibbles, of which 32 bytes hold
     * one group in the low and the next in the high ones. An element is d × scale × q - dmin ×
     * minimum.
     */
    static void q4k(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        float dmin = Bytes.half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * scale(source, at + 4, group);
            float minimum = dmin * minimum(source, at + 4, group);
            int quants = at + 16 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int l = 0; l < 32; l++) {
                int q = (source[quants + l] >> shift) & 0xF;
                target[to + group * 32 + l] = scale * q - minimum;
            }
        }
    }

    /** As Q4_K, with 32 bytes of fifth bits before the nibbles: bit g is that of group g. */
    static void q5k(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        float dmin = Bytes.half(source, at + 2);
        for (int group = 0; group < 8; group++) {
            float scale = d * scale(source, at + 4, group);
            float minimum = dmin * minimum(source, at + 4, group);
            int quants = at + 48 + group / 2 * 32;
            int shift = group % 2 * 4;
            for (int l = 0; l < 32; l++) {
                int fifth = (source[at + 16 + l] >> group) & 1;
                int q = ((source[quants + l] >> shift) & 0xF) | fifth << 4;
                target[to + group * 32 + l] = scale * q - minimum;
            }
        }
    }

    /**
     * 128 bytes of low nibbles, 64 bytes of high pairs of bits, 16 signed bytes of scales, d: an
     * element is d × scale × (q - 32). Each half of the block has 64 bytes of nibbles and 32 of
     * pairs.
     */
    static void q6k(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at + 208);
        for (int group = 0; group < 16; group++) {
            float scale = d * source[at + 192 + group];
            int half = group / 8;
            int quarter = group % 8 / 2;
            int nibbles = at + half * 64 + quarter % 2 * 32 + group % 2 * 16;
            int pairs = at + 128 + half * 32 + group % 2 * 16;
            for (int l = 0; l < 16; l++) {
                int low = (source[nibbles + l] >> (quarter / 2 * 4)) & 0xF;
                int high = (source[pairs + l] >> (quarter * 2)) & 3;
                target[to + group * 16 + l] = scale * ((low | high << 4) - 32);
            }
        }
    }

    /**
     * The 6-bit scale of a group of Q4_K or Q5_K. Scales 0 to 3 are the low bits of bytes 0 to 3,
     * whose top pairs complete scales 4 to 7, which begin in the low nibbles of bytes 8 to 11.
     */
    private static int scale(byte[] source, int at, int group) {
        return group < 4
                ? source[at + group] & 0x3F
                : (source[at + 4 + group] & 0xF) | ((source[at + group - 4] >> 6) & 3) << 4;
    }

    /** As the scale, with bytes 4 to 7 and the high nibbles of bytes 8 to 11. */
    private static int minimum(byte[] source, int at, int group) {
        return group < 4
                ? source[at + 4 + group] & 0x3F
                : ((source[at + 4 + group] >> 4) & 0xF) | ((source[at + group] >> 6) & 3) << 4;
    }
}
