package org.ponder.engine.tokenizer;

import java.util.List;

/**
 * What a byte-level model does to a text before merging.
 *
 * @param patterns cut the text one after another, each the pieces that those before it made
 * @param composes whether the text is put into Unicode's composed form (NFC) first
 * @param wholePieces whether a piece that is itself a token is taken as it is, without merging
 */
record PreTokenizer(List<SplitPattern> patterns, boolean composes, boolean wholePieces) {
    PreTokenizer {
        patterns = List.copyOf(patterns);
    }

    /** Adds the end of every piece of a text. */
    void split(char[] text, IntList ends) {
        IntList coarse = new IntList();
        coarse.add(text.length);
        for (int p = 0; p < patterns.size(); p++) {
            IntList fine = p == patterns.size() - 1 ? ends : new IntList();
            int from = 0;
            for (int i = 0; i < coarse.size(); i++) {
                patterns.get(p).split(text, from, coarse.get(i), fine);
                from = coarse.get(i);
            }
            coarse = fine;
        }
    }
}
