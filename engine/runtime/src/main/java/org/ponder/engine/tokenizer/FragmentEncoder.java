package org.ponder.engine.tokenizer;

/**
 * Turns what lies between special tokens into tokens. Holds the arrays it works in: one encoder
 * belongs to one call.
 */
interface FragmentEncoder {
    /**
     * Encodes a fragment.
     *
     * @param text well-formed text, not empty
     * @param first whether the fragment begins the text or follows a special token
     * @param ids receives the tokens
     */
    void encode(String text, boolean first, IntList ids);
}
