package org.ponder.engine.tokenizer;

import java.util.Arrays;

/**
 * Merges neighbouring symbols, always the pair that comes first in order and among equals the
 * leftmost, until none is left. Symbols are a linked list in arrays and pairs wait in a heap, so
 * the work is n log n for a text of n symbols without a break. Arrays are kept from text to text.
 */
abstract class PairMerger {
    static final int NONE = -1;

    private static final int FIRST_CAPACITY = 64;

    /** A heap of four branches: half the levels, and those below lie side by side. */
    private static final int HEAP_ARITY = 4;

    private int[] symbols = new int[FIRST_CAPACITY];
    private int[] starts = new int[FIRST_CAPACITY];
    private int[] previous = new int[FIRST_CAPACITY];
    private int[] next = new int[FIRST_CAPACITY];

    /** What each symbol would merge into with its right neighbour, or NONE. */
    private int[] candidates = new int[FIRST_CAPACITY];

    private int count;
    private int length;

    /** Pairs to merge, as order in the high and left symbol in the low half. */
    private long[] heap = new long[FIRST_CAPACITY];

    private int waiting;

    /**
     * What a symbol and its right neighbour merge into.
     *
     * @return a number for {@link #order} and {@link #result}, or {@link #NONE}
     */
    abstract int candidate(int left, int right);

    /** Where a candidate stands in the order of merging, lowest first. */
    abstract int order(int candidate);

    /** The symbol that a candidate becomes. */
    abstract int result(int candidate);

    /** Forgets the text before. */
    final void clear() {
        count = 0;
        length = 0;
    }

    /**
     * Adds a symbol at the end.
     *
     * @param symbol a token, or {@link #NONE} for what is no token yet
     * @param size how much of the text it takes, in the caller's units
     */
    final void append(int symbol, int size) {
        if (count == symbols.length) {
            int capacity = count + (count >> 1);
            symbols = Arrays.copyOf(symbols, capacity);
            starts = Arrays.copyOf(starts, capacity);
            previous = Arrays.copyOf(previous, capacity);
            next = Arrays.copyOf(next, capacity);
            candidates = Arrays.copyOf(candidates, capacity);
        }
        symbols[count] = symbol;
        starts[count] = length;
        previous[count] = count - 1;
        next[count] = NONE;
        if (count > 0) {
            next[count - 1] = count;
        }
        count++;
        length += size;
    }

    /** Merges all that can be merged. */
    final void merge() {
        waiting = 0;
        for (int i = 0; i < count; i++) {
            consider(i);
        }
        while (waiting > 0) {
            long top = pop();
            int left = (int) top;
            int candidate = candidates[left];
            // A pair that has changed since it was queued is queued again under what it is now.
            if (candidate == NONE || order(candidate) != (int) (top >> Integer.SIZE)) {
                continue;
            }
            int right = next[left];
            symbols[left] = result(candidate);
            next[left] = next[right];
            if (next[left] != NONE) {
                previous[next[left]] = left;
            }
            candidates[right] = NONE;
            consider(left);
            if (previous[left] != NONE) {
                consider(previous[left]);
            }
        }
    }

    /** The first symbol, or {@link #NONE} where there is none. */
    final int first() {
        return count == 0 ? NONE : 0;
    }

    /** The symbol after another, or {@link #NONE}. */
    final int next(int symbol) {
        return next[symbol];
    }

    /** What {@link #append} or {@link #result} gave for a symbol. */
    final int token(int symbol) {
        return symbols[symbol];
    }

    /** Where a symbol starts. */
    final int start(int symbol) {
        return starts[symbol];
    }

    /** Where a symbol ends. */
    final int end(int symbol) {
        return next[symbol] == NONE ? length : starts[next[symbol]];
    }

    private void consider(int left) {
        int candidate = next[left] == NONE ? NONE : candidate(left, next[left]);
        candidates[left] = candidate;
        if (candidate != NONE) {
            push((long) order(candidate) << Integer.SIZE | left);
        }
    }

    private void push(long pair) {
        if (waiting == heap.length) {
            heap = Arrays.copyOf(heap, waiting * 2);
        }
        int at = waiting++;
        while (at > 0) {
            int above = (at - 1) / HEAP_ARITY;
            if (heap[above] <= pair) {
                break;
            }
            heap[at] = heap[above];
            at = above;
        }
        heap[at] = pair;
    }

    private long pop() {
        long top = heap[0];
        long last = heap[--waiting];
        int at = 0;
        while (true) {
            int below = at * HEAP_ARITY + 1;
            if (below >= waiting) {
                break;
            }
            int least = below;
            int end = Math.min(below + HEAP_ARITY, waiting);
            for (int i = below + 1; i < end; i++) {
                least = heap[i] < heap[least] ? i : least;
            }
            if (heap[least] >= last) {
                break;
            }
            heap[at] = heap[least];
            at = least;
        }
        heap[at] = last;
        return top;
    }
}
