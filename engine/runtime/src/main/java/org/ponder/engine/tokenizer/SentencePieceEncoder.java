package org.ponder.engine.tokenizer;

/**
 * SentencePiece's byte-pair encoding: the whole fragment is merged from its characters, the pair
 * whose token has the highest score first; characters without a token become bytes.
 */
final class SentencePieceEncoder extends PairMerger implements FragmentEncoder {
    private final Vocabulary vocabulary;
    private final ScoreOrder order;
    private final int unknown;
    private final boolean blankFirst;
    private final Utf8Writer text = new Utf8Writer();

    SentencePieceEncoder(Algorithm.SentencePiece tables) {
        this.vocabulary = tables.vocabulary();
        this.order = tables.order();
        this.unknown = tables.unknown();
        this.blankFirst = tables.blankFirst();
    }

    @Override
    public void encode(String fragment, boolean first, IntList ids) {
        text.clear();
        clear();
        if (first && blankFirst) {
            appendCharacter(Spelling.BLOCK);
        }
        for (int i = 0; i < fragment.length(); ) {
            int c = fragment.codePointAt(i);
            appendCharacter(c == ' ' ? Spelling.BLOCK : c);
            i += Character.charCount(c);
        }
        merge();
        for (int symbol = first(); symbol != NONE; symbol = next(symbol)) {
            if (token(symbol) != NONE) {
                ids.add(token(symbol));
            } else {
                addBytes(symbol, ids);
            }
        }
    }

    private void appendCharacter(int c) {
        int from = text.size();
        int size = text.write(c);
        append(vocabulary.findText(text.bytes(), from, from + size), size);
    }

    private void addBytes(int symbol, IntList ids) {
        for (int i = start(symbol); i < end(symbol); i++) {
            int id = vocabulary.ofByte(text.bytes()[i]);
            if (id == Vocabulary.NONE) {
                if (unknown != Vocabulary.NONE) {
                    ids.add(unknown);
                }
                return;
            }
            ids.add(id);
        }
    }

    @Override
    int candidate(int left, int right) {
        return vocabulary.findText(text.bytes(), start(left), end(right));
    }

    @Override
    int order(int candidate) {
        return order.of(candidate);
    }

    @Override
    int result(int candidate) {
        return candidate;
    }
}
