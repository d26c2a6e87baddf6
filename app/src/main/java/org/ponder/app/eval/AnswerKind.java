package org.ponder.app.eval;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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
        String plain = Latex.plain(answer).replaceAll("[^\\p{L}]", "").toUpperCase(Locale.ROOT);
        return plain.isEmpty() ? answer : plain;
    }

    /** Without what a sentence puts around a word. */
    private static String exact(String answer) {
        return answer.replaceAll("\\s+", " ")
                .replaceAll("^[\\s\"'“”‘’`*]+|[\\s\"'“”‘’`*.!]+$", "")
                .replaceAll("\\s*,\\s*", ", ");
    }
}
