package org.ponder.engine.tensor.format;

/** Types whose nibbles stand for 16 unevenly spaced numbers. */
final class LookupBlocks {
    /** The numbers of IQ4_NL and IQ4_XS. */
    private static final float[] IQ4 = {
        -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
    };

    /** Twice the numbers of a 4-bit float (E2M1); the scales are halved for it. */
    private static final float[] E2M1 = {0, 1, 2, 3, 4, 6, 8, 12, 0, -1, -2, -3, -4, -6, -8, -12};

    private LookupBlocks() {}

    /** 32 elements: d, 16 bytes of nibbles. */
    static void iq4nl(byte[] source, int at, float[] target, int to) {
        lookUp(IQ4, Bytes.half(source, at), source, at + 2, 16, target, to);
    }

    /**
     * 256 elements in 8 groups of 32: d, 16 bits with the high pairs and 4 bytes with the low
     * nibbles of the groups' 6-bit scales, 128 bytes of nibbles. An element is d × (scale - 32) ×
     * number.
     */
    static void iq4xs(byte[] source, int at, float[] target, int to) {
        float d = Bytes.half(source, at);
        int highs = Bytes.u16(source, at + 2);
        for (int group = 0; group < 8; group++) {
            int low = (source[at + 4 + group / 2] >> (group % 2 * 4)) & 0xF;
            int high = (highs >> (2 * group)) & 3;
            float scale = d * ((low | high << 4) - 32);
            lookUp(IQ4, scale, source, at + 8 + group * 16, 16, target, to + group * 32);
        }
    }

    /** 32 elements (OCP Microscaling): an exponent of two as the scale, 16 bytes of nibbles. */
    static void mxfp4(byte[] source, int at, float[] target, int to) {
        int exponent = Bytes.u8(source, at);
        // Half of 2^(exponent - 127); the two smallest halves are subnormal floats.
        int bits = exponent < 2 ? 0x0020_0000 << exponent : (exponent - 1) << 23;
        lookUp(E2M1, Float.intBitsToFloat(bits), source, at + 1, 16, target, to);
    }

    /** 64 elements in 4 groups of 16: an 8-bit float for each as scale, 32 bytes of nibbles. */
    static void nvfp4(byte[] source, int at, float[] target, int to) {
        for (int group = 0; group < 4; group++) {
            float scale = halfOfE4m3(Bytes.u8(source, at + group));
            lookUp(E2M1, scale, source, at + 4 + group * 8, 8, target, to + group * 16);
        }
    }

    /** The low nibbles are the first elements, the high ones the last. */
    private static void lookUp(
            float[] numbers,
            float scale,
            byte[] source,
            int at,
            int bytes,
            float[] target,
            int to) {
        for (int j = 0; j < bytes; j++) {
            int nibbles = source[at + j];
            target[to + j] = scale * numbers[nibbles & 0xF];
            target[to + bytes + j] = scale * numbers[(nibbles >> 4) & 0xF];
        }
    }

    /** Half of an 8-bit float: an unused bit, 4 of exponent (bias 7), 3 of fraction. */
    private static float halfOfE4m3(int bits) {
        if (bits == 0x7F) {
            // The format's not-a-number, read as zero.
            return 0;
        }
        int exponent = (bits >> 3) & 0xF;
        float fraction = (bits & 7) / 8f;
        return exponent == 0 ? Math.scalb(fraction, -7) : Math.scalb(1 + fraction, exponent - 8);
    }
}
