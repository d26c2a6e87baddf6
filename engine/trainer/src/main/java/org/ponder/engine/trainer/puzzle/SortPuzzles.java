package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Lists of numbers or words to put in order. */
final class SortPuzzles {
    private static final Phrasings UP =
            Phrasings.of(
                    "sort-up",
                    "Sort these numbers: {0}",
                    "Sort {0} from small to large.",
                    "Sort the list {0}.",
                    "Put {0} in order.",
                    "Sort these numbers from smallest to largest: {0}",
                    "Please sort {0}.",
                    "Order these numbers from small to big: {0}",
                    "sort {0}",
                    "Arrange {0} from low to high.",
                    "Put these numbers in order: {0}",
                    "Order {0} from small to large.",
                    "Sort these from smallest to biggest: {0}",
                    "Arrange these numbers in ascending order: {0}",
                    "Put {0} in ascending order.",
                    "Sort {0} in ascending order.",
                    "List {0} from smallest to largest.",
                    "Order these: {0}",
                    "Sort the numbers {0}.",
                    "Please put these numbers in order: {0}",
                    "Order the numbers {0}.",
                    "Can you sort {0}?",
                    "Arrange these numbers: {0}",
                    "numbers to sort: {0}",
                    "Arrange {0} from smallest to largest.");

    private static final Phrasings DOWN =
            Phrasings.of(
                    "sort-down",
                    "Sort these numbers from large to small: {0}",
                    "Sort {0} from large to small.",
                    "Sort {0} from largest to smallest.",
                    "Sort {0} in descending order.",
                    "Sort these numbers from largest to smallest: {0}",
                    "Put {0} in order, the largest first.",
                    "Order {0} from big to small.",
                    "Sort these numbers, largest first: {0}",
                    "Arrange {0} from high to low.",
                    "Put {0} in descending order.",
                    "Order these numbers from big to small: {0}",
                    "Sort these from biggest to smallest: {0}",
                    "Arrange these numbers in descending order: {0}",
                    "List {0} from largest to smallest.",
                    "Order {0} from high to low.",
                    "Sort the numbers {0} in descending order.",
                    "Sort {0}, biggest first.",
                    "Put these numbers in descending order: {0}",
                    "Arrange {0} from largest to smallest.",
                    "Sort {0} from high to low.",
                    "Please sort {0} from large to small.",
                    "Sort {0} downwards.",
                    "Put these numbers in order, the biggest first: {0}",
                    "Order {0} from largest to smallest.");

    private static final Phrasings WORDS =
            Phrasings.of(
                    "sort-words",
                    "Sort these words: {0}",
                    "Sort these words alphabetically: {0}",
                    "Put these words in alphabetical order: {0}",
                    "Sort {0} alphabetically.",
                    "Put {0} in alphabetical order.",
                    "Please put these words in order: {0}",
                    "Order these words from a to z: {0}",
                    "Arrange {0} alphabetically.",
                    "Sort the words {0} from a to z.",
                    "Please sort these words alphabetically: {0}",
                    "Sort these words from a to z: {0}",
                    "Alphabetize these words: {0}",
                    "Put the words {0} in order.",
                    "Arrange these words in alphabetical order: {0}",
                    "List {0} in alphabetical order.",
                    "Can you sort these words? {0}",
                    "Sort the words {0}.",
                    "Order {0} alphabetically.",
                    "words to sort: {0}",
                    "Please put the words {0} in alphabetical order.",
                    "Alphabetize {0}.",
                    "Arrange the words {0} from a to z.");

    private static final Pattern FIRST_LETTER = Pattern.compile("\\b(?!and\\b)[a-z]");

    private SortPuzzles() {}

    static Puzzle sortList(Split split, Random random) {
        // Where a list of words ends is harder to see, so that training asks for it more often.
        boolean words = random.nextInt(split == Split.TRAIN ? 2 : 3) == 0;
        return words ? words(split, random) : numbers(split, random);
    }

    private static Puzzle numbers(Split split, Random random) {
        int count = split == Split.TRAIN ? 2 + random.nextInt(7) : 3 + random.nextInt(5);
        int digits = 1 + random.nextInt(3);
        Set<Long> drawn = new LinkedHashSet<>();
        drawn.add(
                split == Split.HELD_OUT
                        ? Numbers.telling(split, random, 3, 3)
                        : Numbers.any(split, random, 1, digits));
        while (drawn.size() < count) {
            drawn.add(Numbers.any(split, random, 1, digits));
        }
        List<Long> items = new ArrayList<>(drawn);
        Collections.shuffle(items, random);
        boolean down = random.nextInt(3) == 0;
        return puzzle(down ? DOWN : UP, split, random, items, down, down ? "Largest" : "Smallest");
    }

    private static Puzzle words(Split split, Random random) {
        int count = split == Split.TRAIN ? 2 + random.nextInt(6) : 3 + random.nextInt(3);
        Supplier<String> words = Words.inRow(split, random);
        Set<String> drawn = new LinkedHashSet<>();
        while (drawn.size() < count) {
            drawn.add(words.get());
        }
        return puzzle(WORDS, split, random, new ArrayList<>(drawn), false, "First");
    }

    /**
     * An item with a letter: what is left is then a row of letters, easily copied, and each finds
     * its item.
     */
    private record Named<T>(char name, T item) {
        @Override
        public String toString() {
            return name + " " + item;
        }
    }

    private static <T extends Comparable<T>> Puzzle puzzle(
            Phrasings phrasings,
            Split split,
            Random random,
            List<T> items,
            boolean down,
            String best) {
        boolean spaced = random.nextInt(split == Split.TRAIN ? 5 : 6) < 2;
        String separator = spaced ? " " : ", ";
        String listed =
                split == Split.TRAIN && random.nextInt(8) == 0
                        ? oddly(items, random)
                        : listed(separator, items, random);
        Phrasings.Asked question = phrasings.ask(split, random, cased(listed, random));
        List<Named<T>> left = new ArrayList<>();
        for (T item : items) {
            left.add(new Named<>((char) ('A' + left.size()), item));
        }
        // What is in a list of words is settled first, as it stands: they look like the rest.
        StringBuilder thought =
                new StringBuilder(
                        phrasings == WORDS
                                ? "Words: " + join(separator, items) + ".\n"
                                : best + " first. ");
        thought.append(join(", ", left)).append('.');
        List<T> sorted = new ArrayList<>();
        Comparator<T> order = down ? Comparator.reverseOrder() : Comparator.naturalOrder();
        while (!left.isEmpty()) {
            Named<T> next = left.getFirst();
            thought.append("\nLeft");
            left.forEach(one -> thought.append(' ').append(one.name()));
            thought.append(": ").append(next).append(". ");
            for (Named<T> other : left.subList(1, left.size())) {
                boolean better = order.compare(other.item(), next.item()) < 0;
                thought.append(other)
                        .append(down ? ">" : "<")
                        .append(next.item())
                        .append("? ")
                        .append(reason(other.item().toString(), next.item().toString()))
                        .append(better ? " yes. " : " no. ");
                next = better ? other : next;
            }
            thought.append(best).append(": ").append(next).append('.');
            left.remove(next);
            sorted.add(next.item());
        }
        return new Puzzle(
                Family.SORT_LIST,
                question.phrasing(),
                items.stream().map(Object::toString).toList(),
                question.text(),
                thought.toString(),
                join(", ", sorted),
                Graders.inOrder(items, down));
    }

    /**
     * Why one comes before the other: "shorter" of numbers, else the first places that differ, "1=1
     * 9>6".
     */
    private static String reason(String one, String other) {
        if (Character.isDigit(one.charAt(0)) && one.length() != other.length()) {
            return one.length() < other.length() ? "shorter" : "longer";
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            out.append(i == 0 ? "" : " ").append(a).append(a == b ? '=' : a < b ? '<' : '>');
            out.append(b);
            if (a != b) {
                return out.toString();
            }
        }
        return out + (one.length() < other.length() ? " shorter" : " longer");
    }

    /** As people list things: now and then the last one comes after an "and". */
    private static String listed(String separator, List<?> items, Random random) {
        if (separator.equals(" ") || random.nextInt(5) > 0) {
            return join(separator, items);
        }
        String comma = random.nextInt(3) == 0 ? "," : "";
        return join(separator, items.subList(0, items.size() - 1))
                + comma
                + " and "
                + items.getLast();
    }

    /** In lines, or with other signs that people put between what they list. */
    private static String oddly(List<?> items, Random random) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> join("\n", items);
            case 2 -> "\n- " + join("\n- ", items);
            case 3 -> join("; ", items);
            case 4 -> join(",", items);
            case 5 -> join(" / ", items);
            default -> join(" and ", items);
        };
    }

    /** Now and then all words begin with a capital letter. */
    private static String cased(String listed, Random random) {
        return random.nextInt(12) > 0
                ? listed
                : FIRST_LETTER.matcher(listed).replaceAll(r -> r.group().toUpperCase(Locale.ROOT));
    }

    private static String join(String separator, List<?> items) {
        return String.join(separator, items.stream().map(Object::toString).toList());
    }
}
