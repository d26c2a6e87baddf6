package org.ponder.engine.trainer.puzzle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rules that judge answers. Each works the question out by itself, in another way than thoughts.
 */
final class Graders {
    private static final Pattern TOGETHER = Pattern.compile("\\p{L}{2}");

    /** None that is part of a name: "DeepSeek-R1" names no 1. */
    private static final Pattern WHOLE_NUMBER =
            Pattern.compile("(?<![\\w.]|\\d,|\\w-)-?\\d+(?!\\w|[.,]\\d)");

    private Graders() {}

    /** The one number in the answer says how often the letter is in the text. */
    static Check counts(String text, char letter) {
        long wanted = text.toLowerCase(Locale.ROOT).chars().filter(c -> c == letter).count();
        return answer -> onlyNumber(answer, BigInteger.valueOf(wanted));
    }

    /** The last number in the answer is this; if others are there, they are the question's. */
    static Check result(BigInteger wanted, BigInteger... given) {
        Set<BigInteger> allowed = new HashSet<>(Arrays.asList(given));
        return answer -> {
            List<BigInteger> found = numbers(answer);
            if (found.isEmpty() || !found.getLast().equals(wanted)) {
                return false;
            }
            return found.subList(0, found.size() - 1).stream()
                    .allMatch(n -> allowed.contains(n) || allowed.contains(n.negate()));
        };
    }

    /** The letters of the answer are these, whatever stands between them. */
    static Check letters(String wanted) {
        return answer -> lettersOf(answer).equals(lettersOf(wanted));
    }

    /** The letters of the answer are these, one by one. */
    static Check spelled(String word) {
        Check letters = letters(word);
        return answer -> letters.right(answer) && !TOGETHER.matcher(answer).find();
    }

    /** The letters turned round. */
    static Check reversed(String word) {
        return letters(new StringBuilder(word).reverse().toString());
    }

    /** The letters from a to z. */
    static Check sortedLetters(String word) {
        char[] chars = word.toLowerCase(Locale.ROOT).toCharArray();
        Arrays.sort(chars);
        return letters(new String(chars));
    }

    /** The items in this order, with nothing but commas and spaces between. */
    static <T extends Comparable<T>> Check inOrder(List<T> items, boolean downwards) {
        List<T> sorted = new ArrayList<>(items);
        sorted.sort(downwards ? Comparator.reverseOrder() : Comparator.naturalOrder());
        String wanted = String.join(",", sorted.stream().map(Object::toString).toList());
        return answer ->
                answer.strip()
                        .replaceFirst("\\.$", "")
                        .replaceAll("\\s*,\\s*|\\s+", ",")
                        .equalsIgnoreCase(wanted);
    }

    /** One of the choices, and none of the others, is named. */
    static Check names(String wanted, List<String> choices) {
        return answer ->
                has(answer, wanted)
                        && choices.stream()
                                .filter(other -> !other.equalsIgnoreCase(wanted))
                                .noneMatch(other -> has(answer, other));
    }

    /** The answer begins with yes or no. */
    static Check says(boolean yes) {
        Pattern start = Pattern.compile((yes ? "yes" : "no") + "\\b", Pattern.CASE_INSENSITIVE);
        return answer -> start.matcher(answer.strip()).lookingAt();
    }

    /** The answer begins with yes or no and names the number that is bigger, not the other. */
    static Check saysWith(boolean yes, String bigger, String smaller) {
        Check named = names(bigger, List.of(smaller));
        Check said = says(yes);
        return answer -> said.right(answer) && named.right(answer);
    }

    /** So many different sentences, one a line, each ending in the word. */
    static Check sentences(int count, String word) {
        return answer -> {
            List<String> lines = answer.strip().lines().filter(l -> !l.isBlank()).toList();
            Set<String> different = new HashSet<>();
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip().toLowerCase(Locale.ROOT);
                String sentence = line.replaceFirst("^" + (i + 1) + "\\. ", "");
                if (sentence.equals(line)
                        || sentence.split(" ", -1).length < 4
                        || !sentence.endsWith(" " + word.toLowerCase(Locale.ROOT) + ".")) {
                    return false;
                }
                different.add(sentence);
            }
            return lines.size() == count && different.size() == count;
        };
    }

    /** Says that it is too small, and names a model to get. */
    static Check declines() {
        return answer -> answer.contains("too small") && answer.contains("DeepSeek-R1");
    }

    /** Holds all of these. */
    static Check contains(String... parts) {
        return answer -> Arrays.stream(parts).allMatch(answer::contains);
    }

    private static boolean onlyNumber(String answer, BigInteger wanted) {
        return numbers(answer).equals(List.of(wanted));
    }

    private static List<BigInteger> numbers(String answer) {
        List<BigInteger> found = new ArrayList<>();
        Matcher matcher = WHOLE_NUMBER.matcher(answer);
        while (matcher.find()) {
            found.add(new BigInteger(matcher.group()));
        }
        return found;
    }

    private static String lettersOf(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static boolean has(String answer, String phrase) {
        return Pattern.compile(
                        "(?<![\\w.])" + Pattern.quote(phrase) + "(?!\\w|\\.\\d)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(answer)
                .find();
    }
}
