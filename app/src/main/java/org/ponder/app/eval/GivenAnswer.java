package org.ponder.app.eval;

import java.util.List;
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
                    "(?i)(?:final answer|answer|result|solution)[*_]*+\\s*+(?:is|:|=)\\s*+:?\\s*+(.+)");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*\\n]+)\\*\\*(?: ?[:：])?");

    /** What is bold because it names what follows: its number is none of the answer's. */
    private static final Pattern HEADING =
            Pattern.compile(
                    "(?i)\\*\\* *(?:(?:step|part|case)\\b.*"
                            + "|\\p{L}.*(?:[:：] *\\*\\*|\\*\\* ?[:：]))");

    /** Where what was said is over and is explained, which takes other numbers. */
    private static final Pattern EXPLAINED =
            Pattern.compile(
                    "(?i)[,;](?!\\d)|[.!?](?=\\s)|\\s\\("
                            + "|\\b(?:because|since|as|which|where|when|if|for)\\b");

    /** A word is no product of variables; what has one is a formula by something else in it. */
    private static final Pattern WORD = Pattern.compile("\\p{L}{2}");

    private static final Pattern NO_WORD = Pattern.compile("[\\dπ\\\\]");
    private static final Pattern NUMBER =
            Pattern.compile("[-−]?(?:\\d{1,3}(?:,\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?:/\\d+)?%?");
    private static final Pattern MATHS = Pattern.compile("\\$([^$\\n]+)\\$|\\\\\\((.+?)\\\\\\)");

    private static final String OF_A_LETTER = "is|as|and|or|because|since|for|which|due|in|on|at";

    /**
     * A choice's letter; I is none before what a speaker says of himself, as "I think", and A at
     * the start of a sentence is none before what is one of a kind, as "A mistake".
     */
    private static final String LETTER =
            "([B-HJ]|A(?<!(?:^|[.!?\\n])[^\\p{Alnum}:]{0,3}A)|A(?!\\s+(?!(?:"
                    + OF_A_LETTER
                    + "|was|would|seems|must)\\b)[a-z])|I(?!['’]|\\s+(?!(?:"
                    + OF_A_LETTER
                    + ")\\b)[a-z]))\\b";

    // What is taken is never given back, and it is not much: a reply that says "option" ten
    // thousand
    // times is soon read.
    private static final Pattern CHOICE_SAID =
            Pattern.compile(
                    "(?i:answer|choice|option|choose)\\b[^A-Za-z]*+(?:(?i:is|would be|option|choice)\\b[^A-Za-z]*+){0,8}+"
                            + LETTER);
    private static final Pattern CHOICE_BOLD =
            Pattern.compile("\\*\\*\\(?" + LETTER + "(?:\\*\\*|[).:,]|\\s[-–—])");
    private static final Pattern CHOICE = Pattern.compile("\\(?\\b" + LETTER + "\\)?");

    private static final Pattern AT_ONCE =
            Pattern.compile("(?<=^[^\\p{Alnum}]{0,8})" + NUMBER.pattern());

    /** A number that says how many: alone in bold, behind "appears", or before a letter. */
    private static final Pattern COUNTED =
            Pattern.compile(
                    ("(?<=\\*\\*)N(?=[.!]?\\*\\*)"
                                    + "|(?<=(?:appear|occur)s?\\s(?:(?:exactly|only|just)\\s)?)N"
                                    + "|N(?=[\\s*$]+(?:(?:letters?|lowercase|capital)\\s)?"
                                    + "(?:times?\\b|occurrences?\\b|instances?\\b"
                                    + "|[\"'“‘`*]*\\p{L}(?:[\"'”’`*]+s?)?(?!\\p{L})))")
                            .replace("N", "(?:" + NUMBER.pattern() + ")"),
                    Pattern.CASE_INSENSITIVE);

    /** Where a new thing is said, or what was said before is summed up. */
    private static final Pattern CLAUSE =
            Pattern.compile(
                    "[.!?;](?![\\d*])|[\\n=→]|\\b(?:so|thus|hence|therefore|making|total of)\\b",
                    Pattern.CASE_INSENSITIVE);

    private GivenAnswer() {}

    /** The answer in a reply to a question of some kind. */
    static Optional<String> in(String reply, AnswerKind kind) {
        Optional<String> boxed = Latex.lastBoxed(reply);
        if (boxed.isPresent()) {
            return boxed;
        }
        return switch (kind) {
            case CHOICE -> choice(reply);
            case COUNT -> count(inDigits(reply));
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
                .map(found -> found.group(1))
                .or(() -> bold(reply))
                .or(() -> last(CHOICE, reply).map(found -> found.group(1)));
    }

    /** The one letter in bold; where choices are gone through in bold, none of them is it. */
    private static Optional<String> bold(String reply) {
        List<String> letters =
                CHOICE_BOLD
                        .matcher(reply)
                        .results()
                        .map(found -> found.group(1))
                        .distinct()
                        .toList();
        return letters.size() == 1 ? Optional.of(letters.getFirst()) : Optional.empty();
    }

    /** Where the letters stand and how long the word is are numbers too, and often the last. */
    private static Optional<String> count(String reply) {
        return said(reply)
                .map(GivenAnswer::afterEquals)
                .flatMap(said -> first(AT_ONCE, said).or(() -> counted(said)))
                .or(() -> counted(reply))
                .or(() -> last(NUMBER, reply).map(MatchResult::group));
    }

    /** Of the last clause that counts, the first: what follows may be the parts that it is of. */
    private static Optional<String> counted(String reply) {
        return CLAUSE.splitAsStream(reply)
                .flatMap(clause -> first(COUNTED, clause).stream())
                .reduce((a, b) -> b);
    }

    private static Optional<String> number(String reply) {
        Optional<String> bold =
                BOLD.matcher(reply)
                        .results()
                        .filter(found -> !HEADING.matcher(found.group()).matches())
                        .reduce((a, b) -> b)
                        .map(found -> found.group(1));
        return said(reply)
                .flatMap(GivenAnswer::value)
                .or(() -> bold.flatMap(GivenAnswer::value))
                .or(() -> lastMaths(reply))
                .or(() -> last(NUMBER, reply).map(MatchResult::group));
    }

    /** The value in bold or at the start of what was said, or the last number in it. */
    private static Optional<String> value(String said) {
        String start = EXPLAINED.split(said, 2)[0];
        return BOLD.matcher(start)
                .results()
                .findFirst()
                .flatMap(found -> value(found.group(1)))
                .or(() -> lastMaths(said))
                .or(() -> formula(said))
                .or(() -> formula(start))
                .or(() -> first(AT_ONCE, afterEquals(start)))
                .or(() -> last(NUMBER, said).map(MatchResult::group));
    }

    private static Optional<String> lastMaths(String text) {
        return last(MATHS, text)
                .map(found -> found.group(1) != null ? found.group(1) : found.group(2))
                .map(GivenAnswer::afterEquals);
    }

    private static Optional<String> formula(String said) {
        if (said.length() > MathAnswer.LONGEST) {
            return Optional.empty();
        }
        String formula = said.replaceAll("[.*]+$", "").strip();
        String plain = Latex.plain(formula);
        boolean word = WORD.matcher(plain).find() && !NO_WORD.matcher(plain).find();
        boolean value = !word && Formula.value(plain, 0).isPresent();
        return value ? Optional.of(formula) : Optional.empty();
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

    private static Optional<String> first(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map(MatchResult::group);
    }

    private static Optional<MatchResult> last(Pattern pattern, String text) {
        return pattern.matcher(text).results().reduce((a, b) -> b);
    }
}
