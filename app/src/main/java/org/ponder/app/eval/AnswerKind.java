package org.ponder.app.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What sort of answer a question has: how it is found in a reply, and when it is right. */
public enum AnswerKind {
    /** A number or a formula. */
    NUMBER("number"),
    /** A letter that names one of the choices. */
    CHOICE("choice"),
    /** How often a letter occurs, or another small count that may be spelled out. */
    COUNT("letter count"),
    /** A word or phrase, as it is written. */
    EXACT("exact");

    /** A choice's letter, and what the choice says behind it. */
    private static final Pattern MARKED =
            Pattern.compile("[^\\p{L}\\p{N}]*([A-J]) ?[).:\\]）：．。、](.*)", Pattern.DOTALL);

    private final String id;

    AnswerKind(String id) {
        this.id = id;
    }

    /** Its name in question files and tables. */
    public String id() {
        return id;
    }

    /** The kind of this name, with blanks, dashes or underscores between words. */
    static Optional<AnswerKind> named(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", " ").strip();
        return Arrays.stream(values()).filter(kind -> kind.id.equals(plain)).findFirst();
    }

    /** Whether a given answer is the expected one. */
    public boolean right(String expected, String given) {
        return switch (this) {
            case NUMBER -> MathAnswer.same(expected, given);
            case COUNT ->
                    MathAnswer.same(GivenAnswer.inDigits(expected), GivenAnswer.inDigits(given));
            case CHOICE -> letter(expected).equals(letter(given));
            case EXACT -> exact(expected).equals(exact(given));
        };
    }

    private static String letter(String answer) {
        String plain = Latex.plain(answer);
        Matcher marked = MARKED.matcher(plain);
        if (marked.matches() && saysMore(marked.group(2))) {
            return marked.group(1);
        }
        String letters = plain.replaceAll("[^\\p{L}]", "").toUpperCase(Locale.ROOT);
        return letters.isEmpty() ? answer : letters;
    }

    /** Whether there is something else than the letters of further choices. */
    private static boolean saysMore(String rest) {
        return !rest.replaceAll("\\b(?:[A-J]|and|or)\\b|[^\\p{L}\\p{N}]", "").isEmpty();
    }

    /** Without what a sentence puts around a word. */
    private static String exact(String answer) {
        return answer.replaceAll("\\s+", " ")
                .replaceAll("^[\\s\"'“”‘’`*]+|[\\s\"'“”‘’`*.!]+$", "")
                .replaceAll("\\s*,\\s*", ", ");
    }
}
