package org.ponder.app.exchange;

import java.util.HashSet;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The marks that export and import of Markdown share. Each part of a conversation stands under a
 * heading; a line of its text that reads like such a heading gets a backslash, which Markdown does
 * not show.
 */
final class MarkdownText {
    private MarkdownText() {}

    private static final String SIGNED = "<!-- Ponder: ";
    private static final String SIGNED_END = " -->";
    private static final String BETWEEN = " | ";

    /** The lines above questions, thoughts and answers, in this order. */
    static List<String> headings(ExportChoice.Labels labels) {
        return Stream.of(labels.question(), labels.thought(), labels.answer())
                .map(label -> "## " + escaped(label.replace('|', ' ').replace("--", " ").strip()))
                .toList();
    }

    /**
     * A last line that tells the headings to an import, whatever the language, and is not seen
     * where Markdown is shown.
     */
    static String signature(List<String> headings) {
        return headings.stream()
                .map(heading -> heading.substring(3))
                .collect(Collectors.joining(BETWEEN, SIGNED, SIGNED_END));
    }

    /** The headings of which a last line tells; none where it is none of ours. */
    static List<String> headingsOf(String line) {
        if (!line.startsWith(SIGNED) || !line.endsWith(SIGNED_END)) {
            return List.of();
        }
        String labels = line.substring(SIGNED.length(), line.length() - SIGNED_END.length());
        List<String> headings =
                Stream.of(labels.split(Pattern.quote(BETWEEN), -1))
                        .map(label -> "## " + label)
                        .toList();
        return headings.size() == 3 && new HashSet<>(headings).size() == 3 ? headings : List.of();
    }

    /** A text on one line that means nothing in Markdown. */
    static String escaped(String line) {
        return line.replaceAll("([\\\\`*_\\[\\]<>#])", "\\\\$1").replaceAll("\\R", " ");
    }

    /** What such a line was made of. */
    static String unescaped(String line) {
        return line.replaceAll("\\\\([\\\\`*_\\[\\]<>#])", "$1");
    }

    /** Without blank lines before and behind; a first line's indent means something. */
    static String trimmed(String text) {
        String kept = text.stripTrailing();
        int from = 0;
        for (int i = 0; i < kept.length() && Character.isWhitespace(kept.charAt(i)); i++) {
            if (kept.charAt(i) == '\n') {
                from = i + 1;
            }
        }
        return kept.substring(from);
    }

    /** The text with none of its lines a heading. */
    static String guarded(String text, List<String> headings) {
        return eachLine(text, line -> isLike(line, headings) ? "\\" + line : line);
    }

    /** The text as it was before it was guarded. */
    static String unguarded(String text, List<String> headings) {
        return eachLine(
                text,
                line -> line.startsWith("\\") && isLike(line, headings) ? line.substring(1) : line);
    }

    /** Whether it is a heading, or would be without backslashes before it. */
    private static boolean isLike(String line, List<String> headings) {
        int from = 0;
        while (from < line.length() && line.charAt(from) == '\\') {
            from++;
        }
        return line.startsWith("## ", from)
                && headings.contains(line.substring(from).stripTrailing());
    }

    /** Line ends are those of Markdown; each stays what it was. */
    private static String eachLine(String text, UnaryOperator<String> change) {
        StringBuilder out = new StringBuilder(text.length());
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            String line = text.substring(from, end < 0 ? text.length() : end);
            out.append(change.apply(line));
            if (end < 0) {
                break;
            }
            out.append('\n');
            from = end + 1;
        }
        return out.toString();
    }
}
