package org.ponder.engine.tokenizer;

import org.jspecify.annotations.Nullable;

/**
 * Reads one character, escape or bracketed class of a {@link SplitPattern}'s expression. A lone
 * character and a class of one are the same to the matcher.
 */
final class ClassParser {
    private static final int LETTERS =
            1 << Character.UPPERCASE_LETTER
                    | 1 << Character.LOWERCASE_LETTER
                    | 1 << Character.TITLECASE_LETTER
                    | 1 << Character.MODIFIER_LETTER
                    | 1 << Character.OTHER_LETTER;
    private static final int MARKS =
            1 << Character.NON_SPACING_MARK
                    | 1 << Character.ENCLOSING_MARK
                    | 1 << Character.COMBINING_SPACING_MARK;
    private static final int NUMBERS =
            1 << Character.DECIMAL_DIGIT_NUMBER
                    | 1 << Character.LETTER_NUMBER
                    | 1 << Character.OTHER_NUMBER;
    private static final int PUNCTUATION =
            1 << Character.DASH_PUNCTUATION
                    | 1 << Character.START_PUNCTUATION
                    | 1 << Character.END_PUNCTUATION
                    | 1 << Character.CONNECTOR_PUNCTUATION
                    | 1 << Character.OTHER_PUNCTUATION
                    | 1 << Character.INITIAL_QUOTE_PUNCTUATION
                    | 1 << Character.FINAL_QUOTE_PUNCTUATION;
    private static final int SYMBOLS =
            1 << Character.MATH_SYMBOL
                    | 1 << Character.CURRENCY_SYMBOL
                    | 1 << Character.MODIFIER_SYMBOL
                    | 1 << Character.OTHER_SYMBOL;

    private static final CodePoints NOTHING = new CodePoints.Ranges();

    private final String source;
    private boolean ignoreCase;
    private int at;

    ClassParser(String source) {
        this.source = source;
    }

    /** Where the class that was parsed last ends. */
    int end() {
        return at;
    }

    CodePoints parse(int from, boolean foldsCase) {
        at = from;
        ignoreCase = foldsCase;
        if (peek() == '[') {
            return bracket();
        }
        if (peek() == '.') {
            at++;
            return new CodePoints.Complement(new CodePoints.Ranges('\n', '\n'));
        }
        CodePoints set = escapedSet();
        if (set != null) {
            return set;
        }
        return single(character());
    }

    private CodePoints bracket() {
        at++;
        boolean negated = peek() == '^';
        at += negated ? 1 : 0;
        CodePoints all = union();
        while (peek() != ']') {
            at += "&&".length();
            all = new CodePoints.Intersection(all, union());
        }
        at++;
        return negated ? new CodePoints.Complement(all) : all;
    }

    private CodePoints single(int c) {
        return ignoreCase ? CodePoints.ignoringCase(c) : new CodePoints.Ranges(c, c);
    }

    /** What stands side by side, up to the closing bracket or the sign of an intersection. */
    private CodePoints union() {
        IntList bounds = new IntList();
        int categories = 0;
        CodePoints all = NOTHING;
        while (peek() != ']' && !source.startsWith("&&", at)) {
            CodePoints set = peek() == '[' ? bracket() : escapedSet();
            if (set instanceof CodePoints.Categories some) {
                categories |= some.mask();
            } else if (set != null) {
                all = union(all, set);
            } else {
                int first = character();
                if (peek() != '-' || source.startsWith("]", at + 1)) {
                    all = ignoreCase ? union(all, single(first)) : all;
                    bounds.add(first);
                    bounds.add(first);
                } else {
                    at++;
                    bounds.add(first);
                    bounds.add(character());
                }
            }
        }
        if (categories != 0) {
            all = union(all, new CodePoints.Categories(categories));
        }
        return bounds.size() == 0 ? all : union(new CodePoints.Ranges(bounds.toArray()), all);
    }

    private static CodePoints union(CodePoints one, CodePoints other) {
        if (one == NOTHING || other == NOTHING) {
            return one == NOTHING ? other : one;
        }
        return new CodePoints.Union(one, other);
    }

    /** The set that a backslash names, or null where a character stands. */
    private @Nullable CodePoints escapedSet() {
        if (peek() != '\\' || at + 1 == source.length()) {
            return null;
        }
        CodePoints set =
                switch (source.charAt(at + 1)) {
                    case 's' -> CodePoints.whiteSpace();
                    case 'S' -> new CodePoints.Complement(CodePoints.whiteSpace());
                    case 'd' -> new CodePoints.Categories(1 << Character.DECIMAL_DIGIT_NUMBER);
                    case 'p' -> property();
                    default -> null;
                };
        if (set != null) {
            at += source.charAt(at + 1) == 'p' ? source.indexOf('}', at) + 1 - at : 2;
        }
        return set;
    }

    private CodePoints property() {
        int close = source.indexOf('}', at);
        if (close < 0 || !source.startsWith("{", at + 2)) {
            throw bad("a property without braces");
        }
        String name = source.substring(at + 3, close);
        int mask =
                switch (name) {
                    case "L" -> LETTERS;
                    case "Lu" -> 1 << Character.UPPERCASE_LETTER;
                    case "Ll" -> 1 << Character.LOWERCASE_LETTER;
                    case "Lt" -> 1 << Character.TITLECASE_LETTER;
                    case "Lm" -> 1 << Character.MODIFIER_LETTER;
                    case "Lo" -> 1 << Character.OTHER_LETTER;
                    case "M" -> MARKS;
                    case "N" -> NUMBERS;
                    case "P" -> PUNCTUATION;
                    case "S" -> SYMBOLS;
                    case "Han" -> 0;
                    default -> throw bad("an unknown property");
                };
        return mask == 0
                ? new CodePoints.Script(Character.UnicodeScript.HAN)
                : new CodePoints.Categories(mask);
    }

    private int character() {
        int c = source.codePointAt(at);
        at += Character.charCount(c);
        if (c != '\\') {
            return c;
        }
        int escaped = source.codePointAt(at);
        at += Character.charCount(escaped);
        return switch (escaped) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> {
                if (Character.isLetterOrDigit(escaped)) {
                    throw bad("an unknown escape");
                }
                yield escaped;
            }
        };
    }

    private char peek() {
        if (at == source.length()) {
            throw bad("an unfinished class");
        }
        return source.charAt(at);
    }

    private IllegalArgumentException bad(String what) {
        return new IllegalArgumentException(
                "The pattern has " + what + " at " + at + ": " + source);
    }
}
