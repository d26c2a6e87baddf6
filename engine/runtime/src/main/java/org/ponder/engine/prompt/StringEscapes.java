package org.ponder.engine.prompt;

/** Python's backslash escapes in string literals. */
final class StringEscapes {
    private StringEscapes() {}

    /** What a literal means; escapes that Python does not know stay as they are. */
    static String unescape(String written, int line) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder meant = new StringBuilder();
        int i = 0;
        while (i < written.length()) {
            char c = written.charAt(i);
            if (c != '\\' || i + 1 >= written.length()) {
                meant.append(c);
                i++;
            } else {
                i = escape(written, i + 1, meant, line);
            }
        }
        return meant.toString();
    }

    /** Takes the escape whose letter is at an index and returns the index behind it. */
    private static int escape(String written, int at, StringBuilder meant, int line) {
        char letter = written.charAt(at);
        switch (letter) {
            case '\n' -> {
                // A backslash at the end of a line joins it with the next.
            }
            case '\\', '\'', '"' -> meant.append(letter);
            case 'a' -> meant.append('\u0007');
            case 'b' -> meant.append('\b');
            case 'f' -> meant.append('\f');
            case 'n' -> meant.append('\n');
            case 'r' -> meant.append('\r');
            case 't' -> meant.append('\t');
            case 'v' -> meant.append('\u000b');
            case 'x' -> {
                return hex(written, at + 1, 2, meant, line);
            }
            case 'u' -> {
                return hex(written, at + 1, 4, meant, line);
            }
            case 'U' -> {
                return hex(written, at + 1, 8, meant, line);
            }
            case 'N' -> {
                return named(written, at + 1, meant, line);
            }
            case '0', '1', '2', '3', '4', '5', '6', '7' -> {
                return octal(written, at, meant);
            }
            default -> meant.append('\\').append(letter);
        }
        return at + 1;
    }

    private static int hex(String written, int from, int digits, StringBuilder meant, int line) {
        int code = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = i < written.length() ? Character.digit(written.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new TemplateFailure("a string has a broken escape", line);
            }
            code = code << 4 | digit;
        }
        if (!Character.isValidCodePoint(code)) {
            throw new TemplateFailure("a string has an escape that is no character", line);
        }
        meant.appendCodePoint(code);
        return from + digits;
    }

    private static int octal(String written, int from, StringBuilder meant) {
        int code = 0;
        int i = from;
        while (i < written.length() && i < from + 3 && "01234567".indexOf(written.charAt(i)) >= 0) {
            code = code * 8 + written.charAt(i) - '0';
            i++;
        }
        meant.append((char) code);
        return i;
    }

    private static int named(String written, int from, StringBuilder meant, int line) {
        int end = written.indexOf('}', from);
        if (!written.startsWith("{", from) || end < 0) {
            throw new TemplateFailure("a string has a broken escape", line);
        }
        try {
            meant.appendCodePoint(Character.codePointOf(written.substring(from + 1, end)));
        } catch (IllegalArgumentException e) {
            throw new TemplateFailure("a string has an escape that is no character", line);
        }
        return end + 1;
    }
}
