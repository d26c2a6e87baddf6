package org.ponder.engine.prompt;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a template into tokens. White space around tags is treated as transformers sets Jinja up:
 * the newline behind a statement or comment goes (trim_blocks), the indentation before one goes
 * (lstrip_blocks), a dash takes all white space on its side, a plus leaves it, and one newline at
 * the very end goes.
 */
final class Lexer {
    /** Larger sources are not templates. */
    private static final int MAX_SOURCE = 1_000_000;

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    /** Whether the last piece taken ended a line, so that white space here is indentation. */
    private boolean lineStarts = true;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String template) {
        if (template.length() > MAX_SOURCE) {
            throw new TemplateFailure("it is longer than " + MAX_SOURCE + " characters");
        }
        String source = template.replace("\r\n", "\n").replace('\r', '\n');
        if (source.endsWith("\n")) {
            source = source.substring(0, source.length() - 1);
        }
        return new Lexer(source).run();
    }

    private List<Token> run() {
        while (position < source.length()) {
            int tag = nextTag(position);
            if (tag < 0) {
                data(source.substring(position));
                advance(source.length());
                break;
            }
            takeTag(tag);
        }
        tokens.add(new Token(Token.Kind.END, "", line));
        return tokens;
    }

    /** Index of the next tag of any kind, or -1. */
    private int nextTag(int from) {
        for (int i = source.indexOf('{', from); i >= 0; i = source.indexOf('{', i + 1)) {
            if (i + 1 < source.length() && "%{#".indexOf(source.charAt(i + 1)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    private void takeTag(int tag) {
        char kind = source.charAt(tag + 1);
        char sign = signAt(tag + 2);
        leadingData(tag, sign, kind != '{');
        int body = tag + (sign == ' ' ? 2 : 3);
        advance(body);
        switch (kind) {
            case '#' -> comment();
            case '{' -> inside(Token.Kind.PRINT_BEGIN, Token.Kind.PRINT_END, "}}");
            default -> {
                int raw = endOfWordTag(body, "raw");
                if (raw >= 0) {
                    advance(raw);
                    raw();
                } else {
                    inside(Token.Kind.BLOCK_BEGIN, Token.Kind.BLOCK_END, "%}");
                }
            }
        }
    }

    /** The sign that governs white space, or a space where there is none. */
    private char signAt(int index) {
        char c = index < source.length() ? source.charAt(index) : ' ';
        return c == '-' || c == '+' ? c : ' ';
    }

    /** The text from here to a tag, shortened as the tag's sign says. */
    private void leadingData(int tag, char sign, boolean takesIndentation) {
        String text = source.substring(position, tag);
        int end = text.length();
        if (sign == '-') {
            end = PythonChars.endWithoutSpace(text, 0, end);
        } else if (sign != '+' && takesIndentation) {
            int lineStart = text.lastIndexOf('\n') + 1;
            if ((lineStart > 0 || lineStarts)
                    && PythonChars.endWithoutSpace(text, lineStart, end) == lineStart) {
                end = lineStart;
            }
        }
        data(text.substring(0, end));
        advance(tag);
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Token.Kind.DATA, text, line));
        }
    }

    private void comment() {
        int end = source.indexOf("#}", position);
        if (end < 0) {
            throw new TemplateFailure("a comment is not closed", line);
        }
        afterClosing(end, "#}", signBefore(end, position));
    }

    private char signBefore(int end, int from) {
        return end > from ? signAt(end - 1) : ' ';
    }

    /** Takes a closing tag at an index, and the white space behind it that goes with it. */
    private void afterClosing(int end, String closing, char sign) {
        int next = end + closing.length();
        if (sign == '-') {
            next = PythonChars.skipSpace(source, next);
        } else if (sign != '+' && next < source.length() && source.charAt(next) == '\n') {
            next++;
        }
        advance(next);
    }

    private void raw() {
        int bodyStart = position;
        for (int i = source.indexOf("{%", position); i >= 0; i = source.indexOf("{%", i + 1)) {
            char sign = signAt(i + 2);
            int word = i + (sign == ' ' ? 2 : 3);
            int close = closingOfWordTag(word, "endraw");
            if (close >= 0) {
                position = bodyStart;
                leadingData(i, sign, true);
                afterClosing(close, "%}", signBefore(close, word));
                return;
            }
        }
        throw new TemplateFailure("a raw block is not closed", line);
    }

    /** Where a tag of one word ends, white space behind a dash included, or -1 if it is another. */
    private int endOfWordTag(int from, String word) {
        int close = closingOfWordTag(from, word);
        if (close < 0 || signBefore(close, from) == '+') {
            return -1;
        }
        int end = close + 2;
        return signBefore(close, from) == '-' ? PythonChars.skipSpace(source, end) : end;
    }

    /** Index of the closing of a tag of one word, or -1 if it is another. */
    private int closingOfWordTag(int from, String word) {
        int i = PythonChars.skipSpace(source, from);
        if (!source.startsWith(word, i)) {
            return -1;
        }
        i = PythonChars.skipSpace(source, i + word.length());
        if (signAt(i) != ' ') {
            i++;
        }
        return source.startsWith("%}", i) ? i : -1;
    }

    /** The inside of a statement or an expression to print. */
    private void inside(Token.Kind begin, Token.Kind end, String closing) {
        tokens.add(new Token(begin, "", line));
        TagLexer tag = new TagLexer(source, position, line, closing, tokens);
        int close = tag.run();
        boolean dash = source.charAt(close) == '-';
        boolean plus = source.charAt(close) == '+';
        line = tag.line();
        position = close;
        tokens.add(new Token(end, "", line));
        int behind = close + (dash || plus ? 1 : 0) + closing.length();
        if (dash) {
            behind = PythonChars.skipSpace(source, behind);
        } else if (!plus
                && end == Token.Kind.BLOCK_END
                && behind < source.length()
                && source.charAt(behind) == '\n') {
            behind++;
        }
        advance(behind);
    }

    private void advance(int to) {
        for (int i = position; i < to; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
        if (to > position) {
            lineStarts = source.charAt(to - 1) == '\n';
        }
        position = to;
    }
}
