package org.ponder.engine.tokenizer;

/** A way to make tokens of text, with its tables; never changes. */
sealed interface Algorithm {
    /** An encoder for one call. */
    FragmentEncoder newEncoder();

    /** Byte-level byte-pair encoding. */
    record BytePair(Vocabulary vocabulary, MergeTable merges, PreTokenizer preTokenizer)
            implements Algorithm {
        @Override
        public FragmentEncoder newEncoder() {
            return new BytePairEncoder(this);
        }
    }

    /**
     * SentencePiece's byte-pair encoding.
     *
     * @param order which of two candidates is merged first
     * @param unknown the token for characters that even bytes cannot spell, or {@link
     *     Vocabulary#NONE}
     * @param blankFirst whether a fragment at the beginning gets a blank before it
     */
    record SentencePiece(Vocabulary vocabulary, ScoreOrder order, int unknown, boolean blankFirst)
            implements Algorithm {
        @Override
        public FragmentEncoder newEncoder() {
            return new SentencePieceEncoder(this);
        }
    }
}
