package org.ponder.engine.prompt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Cuts the inside of one tag into tokens, up to the closing that is not inside brackets. */
final class TagLexer {
    /** Longest first, so that the first that fits is right. */
    private static final List<String> OPERATORS =
            List.of(
                    "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(",
                    ")", "{", "}", ">", "<", "=", ".", ":", "|", ",", ";");

    private final String source;
    private final String closing;
    private final List<Token> tokens;
    private final Deque<Character> brackets = new ArrayDeque<>();
    private final int start;
    private int position;
    private int line;

    TagLexer(String source, int position, int line, String closing, List<Token> tokens) {
        this.source = source;
        this.start = position;
        this.position = position;
        this.line = line;
        this.closing = closing;
        this.tokens = tokens;
    }

    int line() {
        return line;
    }

    /** Takes all tokens and returns the index of the closing, its sign included. */
    int run() {
        while (position < source.length()) {
            char c = source.charAt(position);
            if (brackets.isEmpty() && closes()) {
                return position;
            }
            if (PythonChars.isSpace(c)) {
                line += c == '\n' ? 1 : 0;
                position++;
            } else if (c == '\'' || c == '"') {
                string(c);
            } else if (c >= '0' && c <= '9') {
                number();
            } else if (c == '_'
                    || Character.isUnicodeIdentifierStart(source.codePointAt(position))) {
                name();
            } else {
                operator();
            }
        }
        throw new TemplateFailure("a tag is not closed", line);
    }

    private boolean closes() {
        if (source.startsWith(closing, position)) {
            return true;
        }
        char sign = source.charAt(position);
        boolean signed = sign == '-' || (sign == '+' && closing.equals("%}"));
        return signed && source.startsWith(closing, position + 1);
    }

    private void add(Token.Kind kind, String text) {
        tokens.add(new Token(kind, text, line));
    }

    private void string(char quote) {
        int end = position + 1;
        while (end < source.length() && source.charAt(end) != quote) {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        if (end >= source.length()) {
            throw new TemplateFailure("a string is not closed", line);
        }
        String written = source.substring(position + 1, end);
        add(Token.Kind.STRING, StringEscapes.unescape(written, line));
        line += (int) written.chars().filter(c -> c == '\n').count();
        position = end + 1;
    }

    private void name() {
        int end = position;
        while (end < source.length()) {
            int c = source.codePointAt(end);
            if (c != '_'
                    && (!Character.isUnicodeIdentifierPart(c)
                            || Character.isIdentifierIgnorable(c))) {
                break;
            }
            end += Character.charCount(c);
        }
        add(Token.Kind.NAME, source.substring(position, end));
        position = end;
    }

    private void number() {
        int end = prefixed("xX", "0123456789abcdefABCDEF");
        if (end < 0) {
            end = prefixed("bB", "01");
        }
        if (end < 0) {
            end = prefixed("oO", "01234567");
        }
        if (end >= 0) {
            add(Token.Kind.INTEGER, source.substring(position, end).replace("_", ""));
            position = end;
            return;
        }
        end = digits(position);
        boolean real = false;
        boolean member = position > start && source.charAt(position - 1) == '.';
        if (!member && end < source.length() && source.charAt(end) == '.') {
            int fraction = digits(end + 1);
            real = fraction > end + 1;
            end = real ? fraction : end;
        }
        int exponent = member ? end : exponent(end);
        real |= exponent > end;
        add(
                real ? Token.Kind.REAL : Token.Kind.INTEGER,
                source.substring(position, exponent).replace("_", ""));
        position = exponent;
    }

    /** End of a number with a base such as 0x1F, or -1 where it is another. */
    private int prefixed(String letters, String digits) {
        if (source.charAt(position) != '0'
                || position + 2 >= source.length()
                || letters.indexOf(source.charAt(position + 1)) < 0) {
            return -1;
        }
        int end = position + 2;
        boolean any = false;
        while (end < source.length()
                && (digits.indexOf(source.charAt(end)) >= 0 || source.charAt(end) == '_')) {
            any |= source.charAt(end) != '_';
            end++;
        }
        return any ? end : -1;
    }

    private int digits(int from) {
        int end = from;
        while (end < source.length() && isDigitAt(end)) {
            end++;
            if (end + 1 < source.length() && source.charAt(end) == '_' && isDigitAt(end + 1)) {
                end++;
            }
        }
        return end;
    }

    private boolean isDigitAt(int index) {
        char c = source.charAt(index);
        return c >= '0' && c <= '9';
    }

    private int exponent(int from) {
        if (from >= source.length() || "eE".indexOf(source.charAt(from)) < 0) {
            return from;
        }
        int digits = from + 1;
        if (digits < source.length() && "+-".indexOf(source.charAt(digits)) >= 0) {
            digits++;
        }
        int end = digits(digits);
        return end > digits ? end : from;
    }

    private void operator() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, position)) {
                balance(operator.charAt(0));
                add(Token.Kind.OPERATOR, operator);
                position += operator.length();
                return;
            }
        }
        String unexpected = Character.toString(source.codePointAt(position));
        throw new TemplateFailure("'" + unexpected + "' is unexpected", line);
    }

    private void balance(char c) {
        switch (c) {
            case '(' -> brackets.push(')');
            case '[' -> brackets.push(']');
            case '{' -> brackets.push('}');
            case ')', ']', '}' -> {
                if (brackets.isEmpty() || brackets.pop() != c) {
                    throw new TemplateFailure("'" + c + "' is unexpected", line);
                }
            }
            default -> {
                // Other operators do not nest.
            }
        }
    }
}
