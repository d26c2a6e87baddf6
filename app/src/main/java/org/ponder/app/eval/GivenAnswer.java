package org.ponder.app.eval;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds the answer in what a model wrote behind its thought; what it thought counts for nothing.
 */
final class GivenAnswer {
    private static final List<String> COUNTING =
            List.of(
                    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
                    "ten", "eleven", "twelve");

    private static final Pattern SAID =
            Pattern.compile(
                    "(?i)(?:final answer|answer|result|solution)\\s*+(?:is|:|=)\\s*+:?\\s*+(.+)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*");
    private static final Pattern NUMBER =
            Pattern.compile("[-−]?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?:/\\d+)?%?");
    private static final Pattern MATHS = Pattern.compile("\\$([^$\\n]+)\\$|\\\\\\((.+?)\\\\\\)");

    /** A choice's letter; I is none before what a speaker says of himself, as "I think". */
    private static final String LETTER =
            "([A-HJ]|I(?!['’]|\\s+(?!(?:is|as|and|because|since|for|which|due)\\b)[a-z]))\\b";

    // What is taken is never given back, and it is not much: a reply that says "option" ten
    // thousand
    // times is soon read.
    private static final Pattern CHOICE_SAID =
            Pattern.compile(
                    "(?i:answer|choice|option|choose)\\b[^A-Za-z]*+(?:(?i:is|would be|option|choice)\\b[^A-Za-z]*+){0,8}+"
                            + LETTER);
    private static final Pattern CHOICE = Pattern.compile("\\(?\\b" + LETTER + "\\)?");

    private GivenAnswer() {}

    /** The answer in a reply to a question of some kind. */
    static Optional<String> in(String reply, AnswerKind kind) {
        Optional<String> boxed = Latex.lastBoxed(reply);
        if (boxed.isPresent()) {
            return boxed;
        }
        return switch (kind) {
            case CHOICE -> choice(reply);
            case COUNT -> last(NUMBER, inDigits(reply)).map(MatchResult::group);
            case NUMBER -> number(reply);
            case EXACT -> said(reply).or(() -> lastLine(reply));
        };
    }

    /** Numbers up to twelve that are spelled out, as digits. */
    static String inDigits(String text) {
        String result = text;
        for (int i = 0; i < COUNTING.size(); i++) {
            result = result.replaceAll("(?i)\\b" + COUNTING.get(i) + "\\b", String.valueOf(i));
        }
        return result.replaceAll("(?i)\\bonce\\b", "1")
                .replaceAll("(?i)\\btwice\\b", "2")
                .replaceAll("(?i)\\bno (?=\\w's)", "0 ");
    }

    private static Optional<String> choice(String reply) {
        return last(CHOICE_SAID, reply)
                .or(() -> last(CHOICE, reply))
                .map(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    private static Optional<String> number(String reply) {
        Optional<String> bold = last(BOLD, reply).map(found -> found.group(1));
        Optional<String> maths =
                last(MATHS, reply)
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2));
        return said(reply)
                .flatMap(GivenAnswer::value)
                .or(() -> bold.flatMap(GivenAnswer::value))
                .or(() -> maths.map(GivenAnswer::afterEquals))
                .or(() -> last(NUMBER, reply).map(MatchResult::group));
    }

    /** The value at the start of what was said, or the number in it. */
    private static Optional<String> value(String said) {
        Optional<String> maths =
                last(MATHS, said)
                        .map(found -> found.group(1) != null ? found.group(1) : found.group(2));
        boolean tooLong = said.length() > MathAnswer.LONGEST;
        String plain = tooLong ? "" : said.replaceAll("[.*]+$", "").strip();
        boolean formula = Formula.value(Latex.plain(plain), 0).isPresent();
        return maths.map(GivenAnswer::afterEquals)
                .or(() -> formula ? Optional.of(plain) : Optional.empty())
                .or(() -> last(NUMBER, said).map(MatchResult::group));
    }

    private static String afterEquals(String formula) {
        return formula.substring(formula.lastIndexOf('=') + 1).strip();
    }

    private static Optional<String> said(String reply) {
        return last(SAID, reply).map(found -> found.group(1).strip());
    }

    private static Optional<String> lastLine(String reply) {
        return reply.lines().map(String::strip).filter(line -> !line.isEmpty()).reduce((a, b) -> b);
    }

    private static Optional<MatchResult> last(Pattern pattern, String text) {
        return pattern.matcher(text).results().reduce((a, b) -> b);
    }
}
