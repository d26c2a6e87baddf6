package org.ponder.app.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes from answers in LaTeX what is only there for the eye. */
final class Latex {
    private static final List<String> BOXES = List.of("\\boxed", "\\fbox");
    private static final List<String> WRAPPERS =
            List.of(
                    "\\text",
                    "\\textbf",
                    "\\textit",
                    "\\mbox",
                    "\\mathrm",
                    "\\mathbf",
                    "\\operatorname",
                    "\\boxed",
                    "\\fbox");

    private Latex() {}

    /** What stands in the last box of a text. */
    static Optional<String> lastBoxed(String text) {
        int found = -1;
        String command = "";
        for (String box : BOXES) {
            int at = text.lastIndexOf(box);
            if (at > found) {
                found = at;
                command = box;
            }
        }
        if (found < 0) {
            return Optional.empty();
        }
        int open = found + command.length();
        while (open < text.length() && text.charAt(open) == ' ') {
            open++;
        }
        if (open >= text.length() || text.charAt(open) != '{') {
            // \boxed 5 boxes the word behind it.
            String rest = text.substring(open).strip();
            return rest.isEmpty() ? Optional.empty() : Optional.of(rest.split("[\\s$]", 2)[0]);
        }
        int end = closing(text, open);
        return end < 0 ? Optional.empty() : Optional.of(text.substring(open + 1, end).strip());
    }

    /** Where the brace that opens at an index is closed; -1 where it is not. */
    static int closing(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
            if (c == '{' && !escaped) {
                depth++;
            } else if (c == '}' && !escaped && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /** Without delimiters, spacing, fonts and degrees; operators as plain characters. */
    static String plain(String latex) {
        String text = latex.strip();
        for (String wrapper : WRAPPERS) {
            text = unwrapped(text, wrapper);
        }
        text =
                text.replace("\\\\", "¶") // ends a row of a matrix
                        .replace("\\left", "")
                        .replace("\\right", "")
                        .replaceAll("\\\\[dtc]frac", "\\\\frac")
                        .replaceAll("\\\\(?:displaystyle|[!,;:()\\[\\]])", "")
                        .replace("\\ ", " ")
                        .replace("~", " ")
                        .replace("\\$", "")
                        .replace("$", "")
                        .replaceAll("\\^\\{?\\\\circ\\}?|\\\\degree|°", "")
                        .replace("\\%", "%")
                        .replace("\\{", "⦃")
                        .replace("\\}", "⦄")
                        .replace("{,}", ",")
                        .replaceAll("\\\\(?:cdot|times)(?![a-zA-Z])|[×·⋅]", "*")
                        .replaceAll("\\\\div(?![a-zA-Z])|÷", "/")
                        .replaceAll("\\\\pi(?![a-zA-Z])", "π")
                        .replaceAll("\\\\infty(?![a-zA-Z])", "∞")
                        .replaceAll("\\\\(?:quad|qquad)(?![a-zA-Z])", " ")
                        .replaceAll("√\\(?([0-9]+)\\)?", "\\\\sqrt{$1}")
                        .replace('−', '-')
                        .replace('–', '-')
                        .replace("**", "^")
                        .replaceAll("\\s+", " ")
                        .strip();
        return text.replaceAll("(?<=.)[.。]$", "").strip();
    }

    /** {@code \name{x}} becomes x, with blanks around words. */
    private static String unwrapped(String text, String name) {
        String result = text;
        int from = 0;
        while (true) {
            int at = result.indexOf(name + "{", from);
            int end = at < 0 ? -1 : closing(result, at + name.length());
            if (end < 0) {
                return result;
            }
            String inside = result.substring(at + name.length() + 1, end);
            result = result.substring(0, at) + inside + result.substring(end + 1);
            from = at;
        }
    }

    /** The parts between commas that stand in no bracket. */
    static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("([{⦃".indexOf(c) >= 0) {
                depth++;
            } else if (")]}⦄".indexOf(c) >= 0) {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(text.substring(from).strip());
        return parts;
    }
}
