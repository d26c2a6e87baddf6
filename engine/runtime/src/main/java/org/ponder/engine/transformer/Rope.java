package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;

/**
 * Rotary position embedding (Su et al. 2021): pairs of a head's values are rotated by the position
 * times a frequency that falls from pair to pair.
 *
 * <p>Angles are rounded to float as the models' training code does, so that positions in the
 * thousands turn the way the weights expect.
 */
final class Rope {

    /** Which two values make a pair. */
    enum Pairing {
        /** Neighbours: (0, 1), (2, 3), … */
        NEIGHBOURS,
        /** The halves of the rotated part: (0, n/2), (1, n/2 + 1), … */
        HALVES
    }

    private final Pairing pairing;
    private final float[] frequencies; // (dimensions / 2), radians per position
    private final float magnitude;
    private final int longerAbove;
    private final @Nullable Rope longer;

    /**
     * @param pairing which values make a pair
     * @param frequencies of the pairs, radians per position
     * @param magnitude multiplies the rotated values (YaRN's attention factor); 1 for none
     */
    Rope(Pairing pairing, float[] frequencies, float magnitude) {
        this(pairing, frequencies, magnitude, 0, null);
    }

    private Rope(
            Pairing pairing,
            float[] frequencies,
            float magnitude,
            int longerAbove,
            @Nullable Rope longer) {
        this.pairing = pairing;
        this.frequencies = frequencies;
        this.magnitude = magnitude;
        this.longerAbove = longerAbove;
        this.longer = longer;
    }

    /** This rope, but {@code other} for conversations with room for more than some positions. */
    Rope beyond(int positions, Rope other) {
        return new Rope(pairing, frequencies, magnitude, positions, other);
    }

    /** This rope with each frequency divided by its own factor. */
    Rope divided(float[] factors) {
        return new Rope(pairing, RopeScaling.divided(frequencies, factors), magnitude);
    }

    /** The rope for a conversation with room for this many positions. */
    Rope forContext(int positions) {
        return longer != null && positions > longerAbove ? longer : this;
    }

    /** Values of a head that are rotated. */
    int dimensions() {
        return 2 * frequencies.length;
    }

    /**
     * Cosines and sines of one position.
     *
     * @param table written from {@code offset}: dimensions / 2 cosines, then as many sines
     */
    void angles(int position, float[] table, int offset) {
        int pairs = frequencies.length;
        for (int i = 0; i < pairs; i++) {
            double angle = position * frequencies[i];
            table[offset + i] = (float) Math.cos(angle) * magnitude;
            table[offset + pairs + i] = (float) Math.sin(angle) * magnitude;
        }
    }

    /**
     * Rotates one head in place.
     *
     * @param head the array that holds it
     * @param at where its rotated part starts
     * @param table cosines and sines of its position, as {@link #angles} wrote them
     * @param offset where they start
     */
    void rotate(float[] head, int at, float[] table, int offset) {
        int pairs = frequencies.length;
        int step = pairing == Pairing.NEIGHBOURS ? 2 : 1;
        int gap = pairing == Pairing.NEIGHBOURS ? 1 : pairs;
        for (int i = 0; i < pairs; i++) {
            int first = at + i * step;
            float cos = table[offset + i];
            float sin = table[offset + pairs + i];
            float a = head[first];
            float b = head[first + gap];
            head[first] = a * cos - b * sin;
            head[first + gap] = a * sin + b * cos;
        }
    }
}
