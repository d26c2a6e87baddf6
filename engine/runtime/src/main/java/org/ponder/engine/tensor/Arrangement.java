package org.ponder.engine.tensor;

/**
 * How inputs are scaled for weights that are not shifted down to the lowest bits of their word: an
 * input is divided by the power of two by which its weight stands too high.
 */
enum Arrangement {
    /** Weight k is byte {@code k % 4} of its word. */
    BYTES(0),
    /** Likewise for the low nibbles; the weight 32 further is the high nibble of the same byte. */
    NIBBLES(32);

    /** After so many inputs the factors repeat. */
    static final int PERIOD = 64;

    @SuppressWarnings("ImmutableEnumChecker") // Private and written by the constructor alone.
    private final float[] factors = new float[PERIOD];

    Arrangement(int apart) {
        for (int k = 0; k < PERIOD; k++) {
            int bits = k % 4 * 8;
            if (apart > 0 && k / apart % 2 == 1) {
                // The topmost nibble would be the sign: it is shifted down.
                bits = bits == 24 ? 0 : bits + 4;
            }
            factors[k] = Math.scalb(1f, -bits);
        }
    }

    /** Scales one vector of inputs. */
    void apply(float[] in, float[] out, int offset, int size) {
        int from = offset;
        int end = offset + size;
        for (; from + PERIOD <= end; from += PERIOD) {
            for (int i = 0; i < PERIOD; i++) {
                out[from + i] = in[from + i] * factors[i];
            }
        }
        for (int i = 0; from + i < end; i++) {
            out[from + i] = in[from + i] * factors[i];
        }
    }
}
