package org.ponder.app.highlight;

/** What a word of code is, as far as it is coloured. */
public enum CodeStyle {
    PLAIN,
    KEYWORD,
    TYPE,
    FUNCTION,
    STRING,
    NUMBER,
    COMMENT,
    TAG,
    ATTRIBUTE,
    VARIABLE
}
