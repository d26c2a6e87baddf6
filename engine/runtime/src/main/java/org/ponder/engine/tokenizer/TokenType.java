package org.ponder.engine.tokenizer;

/** What a token of a vocabulary is for, with the numbers that GGUF files use. */
enum TokenType {
    /** A piece of text. */
    NORMAL(1),
    /** Stands for what has no token. */
    UNKNOWN(2),
    /** Structure of the conversation: never made from what a user writes. */
    CONTROL(3),
    /** A text that is always one token, wherever it occurs. */
    USER_DEFINED(4),
    /** Fills up the vocabulary. */
    UNUSED(5),
    /** One byte, for characters that have no token. */
    BYTE(6);

    private static final TokenType[] TYPES = values();

    private final int id;

    TokenType(int id) {
        this.id = id;
    }

    /** Whether a number names a type. */
    static boolean known(int id) {
        return id >= NORMAL.id && id <= BYTE.id;
    }

    /** The type with a number that is {@link #known}. */
    static TokenType ofId(int id) {
        return TYPES[id - NORMAL.id];
    }

    /** Whether merging the characters of a text may lead to such a token. */
    boolean spellsText() {
        return this == NORMAL || this == USER_DEFINED;
    }
}
