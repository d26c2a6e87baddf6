package org.ponder.app.markdown;

/** How a piece of running text differs from its surroundings. */
public enum SpanStyle {
    BOLD,
    ITALIC,
    STRIKE,
    CODE,
    LINK,
    /** Written in LaTeX, with its delimiters. */
    FORMULA
}
