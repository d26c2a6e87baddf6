package org.ponder.engine.tensor.format;

/** Signs of eight elements, a bit each; a set bit is a minus. */
final class Signs {
    private Signs() {}

    /** Seven bits are stored; the eighth makes the number of minuses even. */
    static int completed(int sevenBits) {
        return sevenBits | (Integer.bitCount(sevenBits) & 1) << 7;
    }

    /** A product with the sign that bit {@code j} gives it. */
    static float apply(int signs, int j, float value) {
        return ((signs >> j) & 1) != 0 ? -value : value;
    }
}
