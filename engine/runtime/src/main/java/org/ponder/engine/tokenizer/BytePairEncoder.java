package org.ponder.engine.tokenizer;

/**
 * Byte-level byte-pair encoding: the text is cut into pieces, and each is merged from its bytes.
 */
final class BytePairEncoder extends PairMerger implements FragmentEncoder {
    private final Vocabulary vocabulary;
    private final MergeTable merges;
    private final PreTokenizer preTokenizer;
    private final Composer composer = new Composer();
    private final Utf8Writer piece = new Utf8Writer();
    private final Utf8Writer spelled = new Utf8Writer();
    private final IntList ends = new IntList();

    BytePairEncoder(Algorithm.BytePair tables) {
        this.vocabulary = tables.vocabulary();
        this.merges = tables.merges();
        this.preTokenizer = tables.preTokenizer();
    }

    @Override
    public void encode(String text, boolean first, IntList ids) {
        char[] chars = (preTokenizer.composes() ? composer.compose(text) : text).toCharArray();
        ends.clear();
        preTokenizer.split(chars, ends);
        int from = 0;
        for (int i = 0; i < ends.size(); i++) {
            encodePiece(chars, from, ends.get(i), ids);
            from = ends.get(i);
        }
    }

    private void encodePiece(char[] chars, int from, int to, IntList ids) {
        piece.clear();
        for (int i = from; i < to; ) {
            int c = Character.codePointAt(chars, i, to);
            piece.write(c);
            i += Character.charCount(c);
        }
        byte[] bytes = piece.bytes();
        if (preTokenizer.wholePieces()) {
            spelled.clear();
            for (int i = 0; i < piece.size(); i++) {
                spelled.write(ByteAlphabet.character(bytes[i]));
            }
            int whole = vocabulary.findText(spelled.bytes(), 0, spelled.size());
            if (whole != Vocabulary.NONE) {
                ids.add(whole);
                return;
            }
        }
        clear();
        for (int i = 0; i < piece.size(); i++) {
            append(vocabulary.ofByte(bytes[i]), 1);
        }
        merge();
        for (int symbol = first(); symbol != NONE; symbol = next(symbol)) {
            // A byte that the vocabulary has no token for can only be left out.
            if (token(symbol) != NONE) {
                ids.add(token(symbol));
            }
        }
    }

    @Override
    int candidate(int left, int right) {
        return merges.rank(token(left), token(right));
    }

    @Override
    int order(int candidate) {
        return candidate;
    }

    @Override
    int result(int candidate) {
        return merges.result(candidate);
    }
}
