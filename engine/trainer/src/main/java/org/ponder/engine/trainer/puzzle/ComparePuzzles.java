package org.ponder.engine.trainer.puzzle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;

/** Which of two numbers is bigger, decimals above all. */
final class ComparePuzzles {
    private static final Phrasings BIGGER =
            Phrasings.of(
                    "bigger",
                    "Which is bigger, {0} or {1}?",
                    "Which is larger, {0} or {1}?",
                    "Which is greater, {0} or {1}?",
                    "Which number is bigger, {0} or {1}?",
                    "Which number is larger: {0} or {1}?",
                    "What is bigger, {0} or {1}?",
                    "What is more, {0} or {1}?",
                    "Compare {0} and {1}. Which is bigger?",
                    "{0} or {1}, which is larger?",
                    "{0} or {1}, which is bigger?",
                    "Which is the bigger number, {0} or {1}?",
                    "Is {0} or {1} bigger?",
                    "Which one is greater: {0} or {1}?",
                    "bigger: {0} or {1}?",
                    "Which one is bigger: {0} or {1}?",
                    "Which of {0} and {1} is bigger?",
                    "Tell me which is bigger, {0} or {1}.",
                    "What is the larger number, {0} or {1}?",
                    "{0} or {1}: which is greater?",
                    "What is the bigger number, {0} or {1}?",
                    "Which has the higher value, {0} or {1}?",
                    "Which is higher, {0} or {1}?",
                    "{0} vs {1}, which is bigger?",
                    "larger: {0} or {1}?",
                    "Which of {0} and {1} is larger?",
                    "Which of the two is bigger, {0} or {1}?",
                    "Which is more, {0} or {1}?",
                    "What is greater, {0} or {1}?",
                    "{0} or {1}, which is more?",
                    "Compare {0} and {1}: which one is larger?",
                    "Is {0} the bigger one, or {1}?",
                    "Which number is greater, {0} or {1}?",
                    "Tell me the bigger one: {0} or {1}.",
                    "{0}, {1}: which is bigger?",
                    "Which number is higher, {0} or {1}?",
                    "What is larger, {0} or {1}?",
                    "Between {0} and {1}, which is bigger?",
                    "Which of {0} and {1} is greater?",
                    "Between {0} and {1}, which number is larger?");

    private static final Phrasings SMALLER =
            Phrasings.of(
                    "smaller",
                    "Which is smaller, {0} or {1}?",
                    "Which number is smaller, {0} or {1}?",
                    "What is less, {0} or {1}?",
                    "Which is less, {0} or {1}?",
                    "Which of the numbers {0} and {1} is smaller?",
                    "{0} or {1}, which is smaller?",
                    "Which one is smaller: {0} or {1}?",
                    "Compare {0} and {1}. Which is smaller?",
                    "Is {0} or {1} smaller?",
                    "Which is the smaller number, {0} or {1}?",
                    "Which of {0} and {1} is smaller?",
                    "Tell me which is smaller, {0} or {1}.",
                    "What is the smaller number, {0} or {1}?",
                    "{0} or {1}: which is less?",
                    "What is the lesser number, {0} or {1}?",
                    "Which has the lower value, {0} or {1}?",
                    "Which is lower, {0} or {1}?",
                    "{0} vs {1}, which is smaller?",
                    "smaller: {0} or {1}?",
                    "Which of {0} and {1} is less?",
                    "Which of the two is smaller, {0} or {1}?",
                    "What is smaller, {0} or {1}?",
                    "{0} or {1}, which is less?",
                    "Compare {0} and {1}: which one is smaller?",
                    "Which number is lower, {0} or {1}?",
                    "Tell me the smaller one: {0} or {1}.",
                    "{0}, {1}: which is smaller?",
                    "Which number is less, {0} or {1}?",
                    "Is {0} the smaller one, or {1}?",
                    "Between {0} and {1}, which is smaller?");

    private static final Phrasings IS_MORE =
            Phrasings.of(
                    "is-more",
                    "Is {0} bigger than {1}?",
                    "Is {0} more than {1}?",
                    "Is {0} larger than {1}?",
                    "Is {0} greater than {1}?",
                    "Is the number {0} bigger than {1}?",
                    "Is it true that {0} is bigger than {1}?",
                    "Is {0} > {1}?",
                    "Would you say {0} is more than {1}?",
                    "Is it true that {0} is more than {1}?",
                    "Is the number {0} more than {1}?",
                    "Is {0} a bigger number than {1}?",
                    "Is {0} the larger one compared with {1}?",
                    "{0} > {1}?",
                    "Do you think {0} is bigger than {1}?",
                    "Is it true that {0} is larger than {1}?",
                    "Is {0} higher than {1}?",
                    "Is it right that {0} is greater than {1}?",
                    "Tell me: is {0} bigger than {1}?",
                    "is {0} really bigger than {1}",
                    "Would you say {0} is larger than {1}?");

    private ComparePuzzles() {}

    static Puzzle compare(Split split, Random random) {
        String a;
        String b;
        while (true) {
            int[] shape = shape(random);
            String whole = whole(random, shape[0]);
            a = number(random, whole, shape[1]);
            b = number(random, random.nextInt(3) > 0 ? whole : whole(random, shape[0]), shape[2]);
            boolean kept = heldOut(a) || heldOut(b);
            if (kept == (split == Split.HELD_OUT)
                    && new BigDecimal(a).compareTo(new BigDecimal(b)) != 0) {
                break;
            }
        }
        return random.nextInt(3) == 0 ? yesOrNo(split, random, a, b) : which(split, random, a, b);
    }

    /** Digits before the point, and after it in each number; none is a whole number. */
    private static int[] shape(Random random) {
        if (random.nextInt(4) == 0) {
            return new int[] {1 + random.nextInt(5), 0, 0};
        }
        return new int[] {1 + random.nextInt(3), 1 + random.nextInt(3), 1 + random.nextInt(3)};
    }

    private static String whole(Random random, int digits) {
        StringBuilder out = new StringBuilder();
        int fewer = 1 + random.nextInt(digits);
        for (int i = 0; i < fewer; i++) {
            int lowest = i == 0 && fewer > 1 ? 1 : 0;
            out.append(lowest + random.nextInt(10 - lowest));
        }
        return out.toString();
    }

    private static String number(Random random, String whole, int decimals) {
        if (decimals == 0) {
            return whole(random, 1 + random.nextInt(5));
        }
        StringBuilder out = new StringBuilder(whole).append('.');
        for (int i = 0; i < decimals; i++) {
            out.append(random.nextInt(10));
        }
        return out.toString();
    }

    private static boolean heldOut(String number) {
        return Numbers.heldOut(Long.parseLong(number.replace(".", "")));
    }

    private static Puzzle which(Split split, Random random, String a, String b) {
        boolean bigger = random.nextInt(3) > 0;
        Phrasings.Asked question = (bigger ? BIGGER : SMALLER).ask(split, random, a, b);
        boolean first = new BigDecimal(a).compareTo(new BigDecimal(b)) > 0 == bigger;
        String chosen = first ? a : b;
        return new Puzzle(
                Family.COMPARE,
                question.phrasing(),
                List.of(a, b),
                question.text(),
                thought(a, b)
                        + " So "
                        + (bigger ? "bigger" : "smaller")
                        + " is "
                        + (first ? "A " : "B ")
                        + chosen
                        + ".",
                chosen + (bigger ? " is bigger." : " is smaller."),
                Graders.names(
                        new BigDecimal(a).subtract(new BigDecimal(b)).signum() > 0 == bigger
                                ? a
                                : b,
                        List.of(a, b)));
    }

    private static Puzzle yesOrNo(Split split, Random random, String a, String b) {
        Phrasings.Asked question = IS_MORE.ask(split, random, a, b);
        boolean yes = new BigDecimal(a).compareTo(new BigDecimal(b)) > 0;
        return new Puzzle(
                Family.COMPARE,
                question.phrasing(),
                List.of(a, b),
                question.text(),
                thought(a, b) + " Is A bigger? " + (yes ? "Yes." : "No."),
                yes ? "Yes, " + a + " is bigger." : "No, " + b + " is bigger.",
                new BigDecimal(a).subtract(new BigDecimal(b)).signum() > 0
                        ? Graders.saysWith(true, a, b)
                        : Graders.saysWith(false, b, a));
    }

    /**
     * "A 9.11, B 9.9. Pad to the same length: 9.11 and 9.90. 9=9 1<9: bigger is B, smaller is A."
     */
    private static String thought(String a, String b) {
        String x = padded(a, b);
        String y = padded(b, a);
        StringBuilder steps = new StringBuilder();
        boolean more = false;
        for (int i = 0; i < x.length(); i++) {
            char p = x.charAt(i);
            char q = y.charAt(i);
            if (p == '.') {
                continue;
            }
            steps.append(' ').append(p).append(p == q ? '=' : p < q ? '<' : '>').append(q);
            if (p != q) {
                more = p > q;
                break;
            }
        }
        return "A %s, B %s. Pad to the same length: %s and %s.%s: bigger is %s, smaller is %s."
                .formatted(a, b, x, y, steps, more ? "A" : "B", more ? "B" : "A");
    }

    private static String padded(String number, String other) {
        String[] mine = number.split("\\.", -1);
        String[] theirs = other.split("\\.", -1);
        StringBuilder out = new StringBuilder(mine[0]);
        while (out.length() < theirs[0].length()) {
            out.insert(0, '0');
        }
        int decimals =
                Math.max(
                        mine.length > 1 ? mine[1].length() : 0,
                        theirs.length > 1 ? theirs[1].length() : 0);
        if (decimals > 0) {
            String fraction = mine.length > 1 ? mine[1] : "";
            out.append('.').append(fraction).append("0".repeat(decimals - fraction.length()));
        }
        return out.toString();
    }
}
