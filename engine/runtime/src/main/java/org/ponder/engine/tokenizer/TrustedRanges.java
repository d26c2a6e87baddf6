package org.ponder.engine.tokenizer;

/**
 * Which ranges of a prompt are trusted. Asked from left to right, as a tokenizer goes, so that a
 * prompt of many parts costs no more than its length.
 */
final class TrustedRanges implements SpecialTokens.Permission {
    /** Where each range ends, trusted and untrusted ones in turn, beginning with untrusted. */
    private final IntList ends = new IntList();

    private int current;

    /** Adds the part that ends at {@code end} and begins where the one before ended. */
    void add(int end, boolean trusted) {
        if (ends.size() == 0 && trusted) {
            ends.add(0);
        }
        boolean alternates = trusted == (ends.size() % 2 == 1);
        if (alternates) {
            ends.add(end);
        } else {
            ends.set(ends.size() - 1, end);
        }
    }

    @Override
    public boolean allows(SpecialTokens.Kind kind, int from, int to) {
        if (kind == SpecialTokens.Kind.TEXT) {
            return true;
        }
        while (ends.get(current) <= from) {
            current++;
        }
        return current % 2 == 1 && to <= ends.get(current);
    }
}
