package org.ponder.engine.tokenizer;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What a file says about its tokenizer beside the tokens.
 *
 * @param bos the token that begins a text
 * @param eos the token that ends a text
 * @param addBos whether a prompt begins with {@code bos}
 * @param blankFirst whether encoding puts a blank before the text
 * @param endOfTurn the tokens with which a model ends its turn
 */
record TokenizerSettings(
        OptionalInt bos,
        OptionalInt eos,
        boolean addBos,
        boolean blankFirst,
        Set<Integer> endOfTurn) {
    TokenizerSettings {
        endOfTurn = Set.copyOf(endOfTurn);
    }
}
