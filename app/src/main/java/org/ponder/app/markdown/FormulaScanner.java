package org.ponder.app.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds formulas as models write them: {@code \( \)}, {@code \[ \]}, {@code $$ $$}, {@code \boxed{
 * }}, {@code \begin{align} \end{align}} and the like, and {@code $ $} where what stands between is
 * no price and no prose.
 */
public final class FormulaScanner {
    /** A longer formula is nobody's writing. */
    static final int MOST_CHARACTERS = 2000;

    /** Single dollars that are further apart are not a pair. */
    private static final int MOST_BETWEEN_DOLLARS = 300;

    /** What begins a formula without any other mark. */
    private static final Set<String> ENVIRONMENTS =
            Set.of(
                    "equation",
                    "equation*",
                    "align",
                    "align*",
                    "aligned",
                    "gather",
                    "gather*",
                    "gathered",
                    "multline",
                    "multline*",
                    "split",
                    "cases",
                    "array",
                    "matrix",
                    "pmatrix",
                    "bmatrix",
                    "vmatrix");

    private static final Pattern BEGIN = Pattern.compile("\\\\begin\\{([a-z]+\\*?)}");
    private static final int LONGEST_BEGIN = 24;

    private static final String BOXED = "\\boxed{";
    private static final Pattern COMMAND =
            Pattern.compile("\\\\(?:text|mathrm|operatorname)\\*?\\{[^{}]*}|\\\\[A-Za-z]+");

    /** Two words side by side, with nothing between them that calculates. */
    private static final Pattern PROSE =
            Pattern.compile(
                    "[A-Za-z]{2,}['),.;:]*\\s+['(]*[A-Za-z0-9]"
                            + "|[A-Za-z0-9]['),.;:%]*\\s+['(]*[A-Za-z]{2,}");

    private FormulaScanner() {}

    /** Where the formula ends that begins here; -1 where none does. */
    static int end(CharSequence text, int start) {
        char next = charAt(text, start + 1);
        return switch (text.charAt(start)) {
            case '\\' ->
                    switch (next) {
                        case '(' -> closing(text, start + 2, '(', ')');
                        case '[' -> closing(text, start + 2, '[', ']');
                        case 'b' -> Math.max(boxed(text, start), environment(text, start));
                        default -> -1;
                    };
            case '$' -> next == '$' ? dollars(text, start + 2) : dollar(text, start);
            default -> -1;
        };
    }

    /** What ends the environment that begins here; empty where none does that is a formula. */
    static String environmentEnd(CharSequence text, int start) {
        if (charAt(text, start + 2) != 'e') {
            return "";
        }
        Matcher begin = BEGIN.matcher(text);
        begin.region(start, limit(text, start, LONGEST_BEGIN));
        return begin.lookingAt() && ENVIRONMENTS.contains(begin.group(1))
                ? "\\end{" + begin.group(1) + "}"
                : "";
    }

    private static int environment(CharSequence text, int start) {
        String close = environmentEnd(text, start);
        if (close.isEmpty()) {
            return -1;
        }
        String open = close.replace("\\end", "\\begin");
        int depth = 0;
        int i = start;
        int most = limit(text, start, MOST_CHARACTERS);
        while (i < most && !blankLineAt(text, i)) {
            if (text.charAt(i) != '\\') {
                i++;
                continue;
            }
            if (isAt(text, i, open)) {
                depth++;
            } else if (isAt(text, i, close)) {
                depth--;
                if (depth == 0) {
                    return i + close.length();
                }
            }
            i += 2; // what a backslash stands before ends nothing
        }
        return -1;
    }

    private static boolean isAt(CharSequence text, int index, String word) {
        return index + word.length() <= text.length()
                && CharSequence.compare(text.subSequence(index, index + word.length()), word) == 0;
    }

    /** Whether a formula is to stand on a line of its own. */
    public static boolean isDisplayed(String source) {
        return source.startsWith("\\[") || source.startsWith("$$") || source.startsWith("\\begin{");
    }

    /** Running text without any other markup, as in thoughts, with its formulas apart. */
    public static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = -1;
            switch (text.charAt(at)) {
                case '\\', '$' -> end = end(text, at);
                case '`' -> at = codeEnd(text, at);
                default -> {}
            }
            if (end > 0) {
                if (at > from) {
                    spans.add(Span.plain(text.substring(from, at)));
                }
                spans.add(new Span(text.substring(at, end), Set.of(SpanStyle.FORMULA), null));
                from = end;
                at = end;
            } else {
                // What a backslash stands before begins nothing.
                at += at < text.length() && text.charAt(at) == '\\' ? 2 : 1;
            }
        }
        if (from < text.length()) {
            spans.add(Span.plain(text.substring(from)));
        }
        return spans;
    }

    /** Whether a displayed formula has begun near the end that has not ended yet. */
    public static boolean isOpenAtEnd(CharSequence text) {
        int at = Math.max(0, text.length() - MOST_CHARACTERS);
        while (at < text.length() - 1) {
            char c = text.charAt(at);
            char next = text.charAt(at + 1);
            boolean begins =
                    (c == '\\' && next == '[')
                            || (c == '$' && next == '$')
                            || (c == '\\' && next == 'b' && !environmentEnd(text, at).isEmpty());
            if (begins) {
                int end = end(text, at);
                if (end < 0 && !blankLineAfter(text, at)) {
                    return true;
                }
                at = Math.max(end, at + 2);
            } else {
                at += c == '\\' ? 2 : 1;
            }
        }
        return false;
    }

    private static boolean blankLineAfter(CharSequence text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (blankLineAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private static int closing(CharSequence text, int from, char open, char close) {
        for (int i = from; i < limit(text, from, MOST_CHARACTERS); i++) {
            if (blankLineAt(text, i)) {
                return -1;
            }
            if (text.charAt(i) == '\\') {
                char next = charAt(text, i + 1);
                if (next == close) {
                    return isBlank(text, from, i) ? -1 : i + 2;
                }
                if (next == open) {
                    return -1;
                }
                i++;
            }
        }
        return -1;
    }

    private static int dollars(CharSequence text, int from) {
        for (int i = from; i < limit(text, from, MOST_CHARACTERS); i++) {
            if (blankLineAt(text, i)) {
                return -1;
            }
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '$') {
                return charAt(text, i + 1) == '$' && !isBlank(text, from, i) ? i + 2 : -1;
            }
        }
        return -1;
    }

    private static int dollar(CharSequence text, int start) {
        if (start > 0 && (isWord(text.charAt(start - 1)) || text.charAt(start - 1) == '$')) {
            return -1;
        }
        int from = start + 1;
        if (Character.isWhitespace(charAt(text, from)) || charAt(text, from) == '\0') {
            return -1;
        }
        for (int i = from; i < limit(text, from, MOST_BETWEEN_DOLLARS); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return -1;
            } else if (c == '\\') {
                i++;
            } else if (c == '$') {
                boolean pair =
                        !Character.isWhitespace(text.charAt(i - 1))
                                && !isWord(charAt(text, i + 1))
                                && charAt(text, i + 1) != '$'
                                && !isProse(text.subSequence(from, i));
                return pair ? i + 1 : -1;
            }
        }
        return -1;
    }

    private static boolean isProse(CharSequence text) {
        return PROSE.matcher(COMMAND.matcher(text).replaceAll("\\\\")).find();
    }

    private static int boxed(CharSequence text, int start) {
        int from = start + BOXED.length();
        if (from > text.length() || !text.subSequence(start, from).toString().equals(BOXED)) {
            return -1;
        }
        int depth = 1;
        for (int i = from; i < limit(text, from, MOST_CHARACTERS); i++) {
            switch (text.charAt(i)) {
                case '\\' -> i++;
                case '{' -> depth++;
                case '}' -> {
                    if (--depth == 0) {
                        return i + 1;
                    }
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The last backtick of code that begins here on its line; here itself where none is. */
    private static int codeEnd(String text, int start) {
        for (int i = start + 1; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == '`') {
                return i;
            }
        }
        return start;
    }

    /** Whether a line ends here and the next holds nothing. */
    private static boolean blankLineAt(CharSequence text, int index) {
        if (text.charAt(index) != '\n') {
            return false;
        }
        for (int i = index + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return true;
            }
            if (!Character.isWhitespace(c)) {
                return false;
            }
        }
        return false;
    }

    private static boolean isBlank(CharSequence text, int from, int to) {
        return text.subSequence(from, to).toString().isBlank();
    }

    /** ASCII only: Chinese is written without a space beside a formula. */
    private static boolean isWord(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static int limit(CharSequence text, int from, int most) {
        return Math.min(text.length(), from + most);
    }

    private static char charAt(CharSequence text, int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
