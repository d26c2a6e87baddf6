package org.ponder.engine.tokenizer;

import java.util.Arrays;

/**
 * A map from non-negative longs to non-negative ints in two arrays, for tables of hundreds of
 * thousands of entries that must be built at once when a model is loaded.
 */
final class LongIntMap {
    /** What a key that is not in the map has. */
    static final int NONE = -1;

    /** Not the same on each run, so that no file can be made of keys that all collide. */
    private static final long SEED = System.nanoTime();

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
        // The multipliers and shifts are those of SplittableRandom's finaliser.
        long mixed = key + SEED;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        int slot = (int) (mixed >>> 32) & mask;
        while (keys[slot] != key && keys[slot] != NONE) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }
}
