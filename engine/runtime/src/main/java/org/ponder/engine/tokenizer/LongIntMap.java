package org.ponder.engine.tokenizer;

import java.util.Arrays;

/**
 * A map from non-negative longs to non-negative ints in two arrays, for tables of hundreds of
 * thousands of entries that must be built at once when a model is loaded.
 */
final class LongIntMap {
    /** What a key that is not in the map has. */
    static final int NONE = -1;

    private long[] keys;
    private int[] values;
    private int size;

    LongIntMap(int expected) {
        int capacity = Integer.highestOneBit(Math.max(16, expected + expected / 3)) * 2;
        keys = new long[capacity];
        values = new int[capacity];
        Arrays.fill(keys, NONE);
    }

    int get(long key) {
        int slot = slot(keys, key);
        return keys[slot] == key ? values[slot] : NONE;
    }

    /** Adds an entry unless the key has one. */
    void putIfAbsent(long key, int value) {
        if (size >= keys.length / 4 * 3) {
            grow();
        }
        int slot = slot(keys, key);
        if (keys[slot] == NONE) {
            keys[slot] = key;
            values[slot] = value;
            size++;
        }
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[keys.length];
        Arrays.fill(keys, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != NONE) {
                int slot = slot(keys, oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }

    /** The slot of a key, or the free one where it would go. */
    private static int slot(long[] keys, long key) {
        int mask = keys.length - 1;
        // The multiplier is 2^64 divided by the golden ratio (Fibonacci hashing).
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
