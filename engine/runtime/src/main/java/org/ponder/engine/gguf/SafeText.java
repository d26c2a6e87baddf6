package org.ponder.engine.gguf;

/**
 * Text from a file as a message may quote it. A file may say anything, so what it says is kept
 * short, and without characters that would steer a terminal.
 */
public final class SafeText {
    private static final int NAME_LIMIT = 100;
    private static final int MESSAGE_LIMIT = 1000;

    private SafeText() {}

    /** A name that comes from a file. */
    public static String name(String name) {
        return limited(name, NAME_LIMIT);
    }

    /** A message that quotes a file. */
    public static String message(String message) {
        return limited(message, MESSAGE_LIMIT);
    }

    private static String limited(String text, int limit) {
        StringBuilder kept = new StringBuilder();
        text.codePoints().limit(limit).forEach(c -> kept.appendCodePoint(harmless(c)));
        if (text.codePointCount(0, text.length()) > limit) {
            kept.append('…');
        }
        return kept.toString();
    }

    private static int harmless(int c) {
        if (Character.isWhitespace(c)) {
            return ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> '\uFFFD';
            default -> c;
        };
    }
}
