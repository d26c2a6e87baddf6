package org.ponder.engine.trainer.puzzle;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sums, differences and products, worked out digit by digit from the right. */
final class ArithmeticPuzzles {
    private static final Phrasings ADD =
            Phrasings.of(
                    "add",
                    "What is {0} + {1}?",
                    "{0} + {1}",
                    "{0}+{1}=?",
                    "Add {0} and {1}.",
                    "Calculate {0} + {1}.",
                    "What is {0} plus {1}?",
                    "How much is {0} + {1}?",
                    "What do {0} and {1} make together?",
                    "Please add {0} and {1}.",
                    "What does {0} + {1} make?",
                    "What is the sum of {0} and {1}?",
                    "{0} plus {1}",
                    "Compute {0} + {1}.",
                    "Add {1} to {0}.",
                    "How much is {0} plus {1}?",
                    "{0} + {1} =",
                    "Find the sum of {0} and {1}.",
                    "Work out {0} + {1}.",
                    "Can you add {0} and {1}?",
                    "Can you tell me what {0} + {1} is?",
                    "What does {0} + {1} equal?",
                    "What do you get when you add {0} and {1}?",
                    "Add {0} to {1}.",
                    "{0} and {1} together make what?",
                    "What is the total of {0} and {1}?",
                    "What do {0} and {1} add up to?",
                    "Sum of {0} and {1}?",
                    "I have {0} and get {1} more. How many do I have?",
                    "What is {1} added to {0}?",
                    "Tell me {0} + {1}.",
                    "Solve {0} + {1}.",
                    "What does {0} plus {1} make?",
                    "add {0} {1}",
                    "{0} + {1} = ?",
                    "What does {0} plus {1} equal?",
                    "What is the total of {0} plus {1}?",
                    "Total of {0} and {1}?",
                    "What is {0} and {1} added together?",
                    "Give me the sum of {0} and {1}.",
                    "How much do {0} and {1} make?");

    private static final Phrasings SUBTRACT =
            Phrasings.of(
                    "subtract",
                    "What is {0} - {1}?",
                    "{0} - {1}",
                    "{0}-{1}=?",
                    "Subtract {1} from {0}.",
                    "Calculate {0} - {1}.",
                    "What is {0} minus {1}?",
                    "How much is {0} - {1}?",
                    "Take {1} away from {0}.",
                    "Please subtract {1} from {0}.",
                    "What does {0} - {1} make?",
                    "What is the difference {0} - {1}?",
                    "{0} minus {1}",
                    "Compute {0} - {1}.",
                    "What is left when you take {1} from {0}?",
                    "How much is {0} minus {1}?",
                    "{0} - {1} =",
                    "Work out {0} - {1}.",
                    "Can you subtract {1} from {0}?",
                    "If I have {0} and lose {1}, how many are left?",
                    "Can you tell me what {0} - {1} is?",
                    "What does {0} - {1} equal?",
                    "What do you get when you subtract {1} from {0}?",
                    "What does {0} minus {1} make?",
                    "Take {1} from {0}.",
                    "What is {0} take away {1}?",
                    "I have {0} and give away {1}. How many are left?",
                    "Tell me {0} - {1}.",
                    "Solve {0} - {1}.",
                    "What is {1} less than {0}?",
                    "What remains when {1} is taken from {0}?",
                    "Difference of {0} and {1}?",
                    "Find {0} - {1}.",
                    "{0} take away {1}",
                    "{0} - {1} = ?",
                    "What does {0} minus {1} equal?");

    /**
     * Those that hold for a result below zero too: of what is left, how far apart two numbers are
     * or how many are not lost, nobody asks where more is taken away than there is. Those that are
     * held out are held out of {@link #SUBTRACT} as well, or come there in no form.
     */
    private static final Phrasings MINUS =
            Phrasings.of(
                    "minus",
                    "What is {0} - {1}?",
                    "{0} - {1}",
                    "{0}-{1}=?",
                    "Subtract {1} from {0}.",
                    "Calculate {0} - {1}.",
                    "What is {0} minus {1}?",
                    "How much is {0} - {1}?",
                    "{0} minus {1}",
                    "Please subtract {1} from {0}.",
                    "What does {0} - {1} make?",
                    "Compute {0} - {1}.",
                    "Can you subtract {1} from {0}?",
                    "What is the result of {0} - {1}?",
                    "{0} - {1} =",
                    "How much is {0} minus {1}?",
                    "Work out {0} - {1}.",
                    "It is {0} degrees and it gets {1} degrees colder. What is the temperature now?",
                    "My account has {0} and I pay {1} from it. What does the account say now?",
                    "Tell me {0} - {1}.",
                    "At noon it was {0} degrees. By night it fell by {1} degrees. How cold was it?",
                    "Solve {0} - {1}.",
                    "The temperature is {0} and falls by {1}. What is it then?",
                    "My account stands at {0} and a bill of {1} is taken off. What is the balance?",
                    "What do you get when you subtract {1} from {0}?",
                    "My account is at {0}. The bank books {1} off it. What is my balance?",
                    "{0} - {1} = ?",
                    "Find {0} - {1}.",
                    "subtract {1} from {0}",
                    "Deduct {1} from {0}.",
                    "What does {0} minus {1} equal?");

    private static final Phrasings MULTIPLY =
            Phrasings.of(
                    "multiply",
                    "What is {0} * {1}?",
                    "{0} * {1}",
                    "{0}*{1}=?",
                    "Multiply {0} by {1}.",
                    "Calculate {0} * {1}.",
                    "What is {0} times {1}?",
                    "How much is {0} x {1}?",
                    "What is {0} x {1}?",
                    "Please multiply {0} and {1}.",
                    "What does {0} * {1} make?",
                    "What is the product of {0} and {1}?",
                    "{0} times {1}",
                    "Compute {0} x {1}.",
                    "{0} x {1}",
                    "How much is {0} times {1}?",
                    "{0} * {1} =",
                    "Work out {0} * {1}.",
                    "Multiply {0} and {1}.",
                    "Can you multiply {0} by {1}?",
                    "Can you tell me what {0} * {1} is?",
                    "What does {0} * {1} equal?",
                    "What do you get when you multiply {0} by {1}?",
                    "What does {0} times {1} make?",
                    "Product of {0} and {1}?",
                    "What is {0} multiplied by {1}?",
                    "Tell me {0} * {1}.",
                    "Solve {0} * {1}.",
                    "Find {0} x {1}.",
                    "What does {0} x {1} make?",
                    "Find the product of {0} and {1}.",
                    "{0} multiplied by {1}",
                    "How much do {0} times {1} make?",
                    "multiply {0} {1}",
                    "{0} x {1} = ?",
                    "What does {0} times {1} equal?");

    private ArithmeticPuzzles() {}

    static Puzzle add(Split split, Random random) {
        long a = Numbers.telling(split, random, split == Split.TRAIN ? 1 : 3, 6);
        long b = Numbers.any(split, random, 1, 6);
        if (random.nextBoolean()) {
            long swapped = a;
            a = b;
            b = swapped;
        }
        String thought = a + " + " + b + ". Digits from the right.\n" + sumSteps(a, b);
        return puzzle(
                Family.ADD,
                ADD,
                split,
                random,
                a,
                b,
                thought,
                a + " + " + b + " = " + (a + b),
                BigInteger.valueOf(a).add(BigInteger.valueOf(b)));
    }

    /** "5+7+0=12, write 2 carry 1" for each digit, then the digits written. */
    private static String sumSteps(long a, long b) {
        StringBuilder steps = new StringBuilder();
        List<String> written = new ArrayList<>();
        long x = a;
        long y = b;
        long carry = 0;
        do {
            long p = x % 10;
            long q = y % 10;
            long s = p + q + carry;
            steps.append(p).append('+').append(q).append('+').append(carry).append('=').append(s);
            carry = s / 10;
            steps.append(", write ").append(s % 10).append(" carry ").append(carry).append('\n');
            written.add(String.valueOf(s % 10));
            x /= 10;
            y /= 10;
        } while (x > 0 || y > 0);
        if (carry > 0) {
            written.add("1");
        }
        return steps.append("Reversed ").append(String.join(" ", written)).append('.').toString();
    }

    static Puzzle subtract(Split split, Random random) {
        long a = Numbers.telling(split, random, split == Split.TRAIN ? 1 : 3, 6);
        long b = Numbers.any(split, random, 1, 6);
        boolean negative = random.nextInt(8) == 0;
        boolean less = a < b;
        if (less != negative) {
            long swapped = a;
            a = b;
            b = swapped;
        }
        StringBuilder thought = new StringBuilder(a + " - " + b + ". ");
        long high = Math.max(a, b);
        long low = Math.min(a, b);
        if (a < b) {
            thought.append(a)
                    .append(" is less, so the result is minus ")
                    .append(b)
                    .append(" - ")
                    .append(a)
                    .append(". ");
        }
        thought.append("Digits from the right.\n").append(differenceSteps(high, low));
        return puzzle(
                Family.SUBTRACT,
                a < b || random.nextInt(8) == 0 ? MINUS : SUBTRACT,
                split,
                random,
                a,
                b,
                thought.toString(),
                a + " - " + b + " = " + (a - b),
                BigInteger.valueOf(a).subtract(BigInteger.valueOf(b)));
    }

    private static String differenceSteps(long high, long low) {
        StringBuilder steps = new StringBuilder();
        List<String> written = new ArrayList<>();
        long x = high;
        long y = low;
        long borrow = 0;
        do {
            long p = x % 10;
            long q = y % 10;
            long d = p - q - borrow;
            steps.append(p).append('-').append(q).append('-').append(borrow).append('=').append(d);
            borrow = d < 0 ? 1 : 0;
            long digit = d + 10 * borrow;
            steps.append(", write ").append(digit).append(" borrow ").append(borrow).append('\n');
            written.add(String.valueOf(digit));
            x /= 10;
            y /= 10;
        } while (x > 0);
        steps.append("Reversed ").append(String.join(" ", written)).append('.');
        int digits = written.size();
        while (digits > 1 && written.get(digits - 1).equals("0")) {
            digits--;
        }
        if (digits < written.size()) {
            steps.append(" Without zeros in front: ")
                    .append(String.join(" ", written.subList(0, digits)))
                    .append('.');
        }
        return steps.toString();
    }

    static Puzzle multiply(Split split, Random random) {
        int fewest = random.nextBoolean() ? 3 : 1;
        long a = Numbers.telling(split, random, split == Split.TRAIN ? fewest : 3, 3);
        long b = Numbers.any(split, random, fewest, 3);
        if (random.nextBoolean()) {
            long swapped = a;
            a = b;
            b = swapped;
        }
        StringBuilder thought = new StringBuilder(a + " * " + b + ".\n");
        long sum = 0;
        long unit = 1;
        for (long rest = b; rest > 0 || unit == 1; rest /= 10) {
            long part = a * (rest % 10) * unit;
            thought.append(partSteps(a, rest % 10));
            thought.append(unit == 1 ? "So " : "So with zeros ").append(part).append(".\n");
            if (unit > 1) {
                thought.append(sum)
                        .append(" + ")
                        .append(part)
                        .append(":\n")
                        .append(sumSteps(sum, part));
                thought.append(" So ").append(sum + part).append(".\n");
            }
            sum += part;
            unit *= 10;
        }
        return puzzle(
                Family.MULTIPLY,
                MULTIPLY,
                split,
                random,
                a,
                b,
                thought.toString().strip(),
                a + " * " + b + " = " + sum,
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)));
    }

    /** "7*8+0=56" for each digit of a number times one digit; the tens are carried. */
    private static String partSteps(long a, long digit) {
        StringBuilder steps = new StringBuilder(a + " * " + digit + ":\n");
        long carry = 0;
        long x = a;
        do {
            long p = x % 10 * digit + carry;
            steps.append(x % 10)
                    .append('*')
                    .append(digit)
                    .append('+')
                    .append(carry)
                    .append('=')
                    .append(p);
            carry = p / 10;
            steps.append('\n');
            x /= 10;
        } while (x > 0);
        return steps.toString();
    }

    private static Puzzle puzzle(
            Family family,
            Phrasings phrasings,
            Split split,
            Random random,
            long a,
            long b,
            String thought,
            String equation,
            BigInteger graded) {
        Phrasings.Asked question =
                phrasings.ask(split, random, String.valueOf(a), String.valueOf(b));
        return new Puzzle(
                family,
                question.phrasing(),
                List.of(String.valueOf(a), String.valueOf(b)),
                question.text(),
                thought,
                equation,
                Graders.result(graded, BigInteger.valueOf(a), BigInteger.valueOf(b)));
    }
}
