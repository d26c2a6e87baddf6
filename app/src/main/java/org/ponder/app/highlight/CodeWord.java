package org.ponder.app.highlight;

/**
 * A run of characters of one kind.
 *
 * @param length how many characters
 * @param style what they are
 */
public record CodeWord(int length, CodeStyle style) {}
