package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Questions about the letters of words. */
final class LetterPuzzles {
    private static final Phrasings COUNT =
            Phrasings.of(
                    "count",
                    "How many {0}'s are in {1}?",
                    "How many {0}s are in {1}?",
                    "How many {0}'s are there in {1}?",
                    "How many times does the letter {0} appear in the word {1}?",
                    "How many {0}'s are there in the word {1}?",
                    "Count the letter {0} in {1}.",
                    "How often is {0} in {1}?",
                    "How many letters {0} are in \"{1}\"?",
                    "How many times is {0} in the word {1}?",
                    "Count the {0}'s in the word {1}.",
                    "How many {0}'s in {1}?",
                    "how many {0} in {1}",
                    "Number of {0}'s in {1}?",
                    "Please count how many {0}'s are in {1}.",
                    "Please count the letter {0} in the word {1}.",
                    "Tell me how many {0}'s there are in {1}.",
                    "What is the number of {0}'s in \"{1}\"?",
                    "How many times does {0} occur in {1}?",
                    "How many times do you see the letter {0} in {1}?",
                    "Tell me how many times the letter {0} appears in {1}.",
                    "Can you count the {0}'s in {1}?",
                    "In the word {1}, how many {0}'s are there?",
                    "In {1}, how many times does {0} appear?",
                    "Look at the word \"{1}\". How many {0}'s does it have?",
                    "In the word \"{1}\", how many times is the letter {0}?",
                    "{1}: how many {0}'s?",
                    "Does {1} have the letter {0}, and how many times?",
                    "count {0} in {1}",
                    "How many of the letters in {1} are {0}?",
                    "How many {0} letters are in {1}?",
                    "How many {0}'s does {1} have?",
                    "How many {0}'s does the word {1} contain?",
                    "Count all {0} in the word {1}.",
                    "What is the count of {0} in {1}?",
                    "How many times is the letter {0} found in {1}?",
                    "Find the number of {0}'s in the word {1}.",
                    "I want to know how many {0}'s are in {1}.",
                    "How many {0} are in the word {1}?",
                    "count the letter {0} in the word {1}",
                    "How often does the letter {0} occur in {1}?",
                    "How many {0}'s do you see in the word {1}?",
                    "Count {0}'s: {1}",
                    "How many {0}'s can you find in {1}?",
                    "The word is {1}. How many {0}'s are in it?",
                    "How many of the letter {0} are in the word {1}?");

    private static final Phrasings SPELL =
            Phrasings.of(
                    "spell",
                    "Spell {0}.",
                    "Spell the word {0}.",
                    "How do you spell {0}?",
                    "Can you spell {0}?",
                    "Please spell the word {0}.",
                    "Spell out {0} letter by letter.",
                    "What are the letters of {0}?",
                    "spell \"{0}\"",
                    "How is {0} spelled?",
                    "Please spell out \"{0}\".",
                    "List the letters of the word {0}.",
                    "Write {0} letter by letter.",
                    "Which letters are in the word {0}, in order?",
                    "Spell {0} for me.",
                    "Can you spell the word \"{0}\" for me?",
                    "Spell it: {0}",
                    "Please spell {0} for me.",
                    "Show me how to spell {0}.",
                    "How would you spell the word {0}?",
                    "Tell me how to spell {0}.",
                    "What letters make up the word {0}?",
                    "Spell \"{0}\" letter by letter.",
                    "Give me the letters of {0}.",
                    "I want to spell {0}. How?",
                    "How do I spell the word {0}?",
                    "Say the letters of {0}.",
                    "Please write out the letters of {0}.",
                    "Letters of {0}?",
                    "Please spell {0}",
                    "What is the spelling of {0}?");

    private static final Phrasings REVERSE =
            Phrasings.of(
                    "reverse",
                    "Reverse the word {0}.",
                    "Reverse {0}.",
                    "Spell {0} backwards.",
                    "What is {0} backwards?",
                    "Write the word {0} backwards.",
                    "Write {0} backwards.",
                    "How do you spell {0} backwards?",
                    "What is {0} spelled backwards?",
                    "Turn the word {0} around.",
                    "Please reverse the word {0}.",
                    "Can you reverse {0}?",
                    "Reverse the letters of {0}.",
                    "Read \"{0}\" from right to left.",
                    "reverse \"{0}\"",
                    "Can you spell \"{0}\" backwards?",
                    "Please write {0} in reverse.",
                    "Give me {0} in reverse order.",
                    "What do you get when you reverse {0}?",
                    "What is the reverse of {0}?",
                    "What is the word {0} in reverse?",
                    "Write the word {0} in reverse.",
                    "Please spell the word {0} backwards.",
                    "What does {0} look like backwards?",
                    "Give me the word {0} backwards.",
                    "How is {0} written backwards?",
                    "Flip the letters of {0}.",
                    "Turn {0} around.",
                    "{0} backwards",
                    "{0} in reverse, please",
                    "How would you write {0} backwards?",
                    "Can you turn the word {0} around?",
                    "Reverse this word: {0}",
                    "Show me {0} in reverse.",
                    "Say {0} backwards.",
                    "What is the word {0} backwards?");

    private static final Phrasings SORT =
            Phrasings.of(
                    "sort-letters",
                    "Sort the letters of {0}.",
                    "Sort the letters in {0} alphabetically.",
                    "Put the letters of {0} in alphabetical order.",
                    "Put the letters of the word {0} in order.",
                    "Sort the letters of the word {0} alphabetically.",
                    "Arrange the letters of {0} from a to z.",
                    "Order the letters of \"{0}\".",
                    "What are the letters of {0} in alphabetical order?",
                    "Please sort the letters of {0}.",
                    "Please put the letters in {0} in alphabetical order.",
                    "sort letters: {0}",
                    "Alphabetize the letters of {0}.",
                    "Sort the letters of \"{0}\" from a to z.",
                    "Can you sort the letters in the word {0}?",
                    "Can you arrange the letters of {0} alphabetically?",
                    "Please sort the letters in {0} from a to z.",
                    "Order the letters in the word {0} alphabetically.",
                    "Arrange the letters in {0} in order.",
                    "Can you put the letters of {0} in order?",
                    "Sort the letters: {0}",
                    "Write the letters of {0} in alphabetical order.",
                    "Alphabetize {0}.",
                    "Which letters does {0} have, from a to z?",
                    "What do you get when you sort the letters of {0}?",
                    "Give me the letters of {0} from a to z.",
                    "Rearrange the letters of {0} in alphabetical order.",
                    "Arrange the letters of the word {0} alphabetically.",
                    "Please alphabetize the letters in {0}.",
                    "letters of {0}, sorted",
                    "Give me the sorted letters of {0}.");

    /** Letters that are looked at together. */
    private static final int PIECE = 3;

    private LetterPuzzles() {}

    static Puzzle count(Split split, Random random) {
        String text =
                random.nextInt(split == Split.TRAIN ? 4 : 5) == 0
                        ? phrase(split, random)
                        : Words.any(split, random, 2, 24);
        char letter =
                random.nextInt(6) == 0
                        ? (char) ('a' + random.nextInt(26))
                        : text.replace(" ", "")
                                .charAt(random.nextInt(text.replace(" ", "").length()));
        String asked = String.valueOf(letter);
        if (random.nextInt(10) == 0) {
            asked = asked.toUpperCase(Locale.ROOT);
        }
        Phrasings.Asked question = COUNT.ask(split, random, asked, Words.typed(text, random));
        boolean slip = split == Split.TRAIN && random.nextInt(16) == 0;
        String answer =
                "The letter "
                        + letter
                        + " appears "
                        + times(occurrences(text, letter))
                        + " in "
                        + text
                        + ".";
        return new Puzzle(
                Family.COUNT,
                question.phrasing(),
                List.of(text.split(" ", -1)),
                question.text(),
                countThought(text, letter, slip, random),
                answer,
                Graders.counts(text, letter));
    }

    private static String phrase(Split split, Random random) {
        Supplier<String> words = Words.inRow(split, random);
        StringBuilder text = new StringBuilder(words.get());
        int more = 1 + random.nextInt(3);
        for (int i = 0; i < more; i++) {
            String next = words.get();
            if (text.length() + next.length() > 26) {
                break;
            }
            text.append(' ').append(next);
        }
        return text.toString();
    }

    private static String countThought(String text, char letter, boolean slip, Random random) {
        StringBuilder thought = new StringBuilder();
        thought.append("Let me spell ")
                .append(text)
                .append(" and look for ")
                .append(letter)
                .append(".\n");
        String letters = text.replace(" ", "");
        List<String> places = new ArrayList<>();
        int counted = 0;
        int missed = slip ? random.nextInt(letters.length()) : -1;
        for (int i = 0; i < letters.length(); i++) {
            if (i % PIECE == 0) {
                thought.append(piece(letters, i)).append('\n');
            }
            char c = letters.charAt(i);
            boolean yes = c == letter;
            if (yes) {
                places.add(String.valueOf(i + 1));
            }
            boolean said = yes && i != missed;
            thought.append(i + 1).append(". ").append(c).append(' ');
            if (yes && !said) {
                thought.append(Puzzle.SLIP).append("no").append(Puzzle.MENDED);
            } else {
                thought.append(said ? "yes, " + ++counted : "no");
            }
            thought.append('\n');
        }
        thought.append("So I found ")
                .append(counted)
                .append(". Wait, let me check again: ")
                .append(letter)
                .append(" is at ")
                .append(places.isEmpty() ? "no place" : String.join(", ", places));
        thought.append(". That is ").append(places.size());
        thought.append(counted == places.size() ? "." : ", not " + counted + ". I missed one.");
        return thought.toString();
    }

    private static int occurrences(String text, char letter) {
        return (int) text.chars().filter(c -> c == letter).count();
    }

    private static String times(int count) {
        return count + (count == 1 ? " time" : " times");
    }

    static Puzzle spell(Split split, Random random) {
        String word = Words.any(split, random, 2, 20);
        Phrasings.Asked question = SPELL.ask(split, random, Words.typed(word, random));
        return new Puzzle(
                Family.SPELL,
                question.phrasing(),
                List.of(word),
                question.text(),
                "Spell it out: " + word + " is spelled " + numbered(word) + ".",
                word.replaceAll("(?<=.)(?=.)", "-"),
                Graders.spelled(word));
    }

    static Puzzle reverse(Split split, Random random) {
        String word = Words.any(split, random, 2, 18);
        Phrasings.Asked question = REVERSE.ask(split, random, Words.typed(word, random));
        List<String> back = new ArrayList<>();
        for (int i = word.length(); i > 0; i--) {
            back.add(word.charAt(i - 1) + " " + i);
        }
        return new Puzzle(
                Family.REVERSE,
                question.phrasing(),
                List.of(word),
                question.text(),
                "Turn it round: "
                        + word
                        + " is spelled "
                        + numbered(word)
                        + ". Backwards: "
                        + String.join(" ", back)
                        + ".",
                new StringBuilder(word).reverse().toString(),
                Graders.reversed(word));
    }

    /**
     * Letter after letter is put into a row in which each stands once, with its number: what is
     * copied again and again has then no letter twice. At the end each is written out as often as
     * its number says, and counted on, so that none is forgotten or written too often.
     */
    static Puzzle sortLetters(Split split, Random random) {
        String word = Words.any(split, random, 2, 16);
        Phrasings.Asked question = SORT.ask(split, random, Words.typed(word, random));
        TreeMap<Character, Integer> counts = new TreeMap<>();
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            counts.merge(c, 1, Integer::sum);
            steps.append(' ').append(c).append(' ').append(i + 1).append(": ");
            counts.forEach((letter, count) -> steps.append(letter).append(count));
            steps.append('.');
        }
        StringBuilder sorted = new StringBuilder();
        StringBuilder written = new StringBuilder();
        counts.forEach((letter, count) -> {
            written.append(' ').append(letter).append(count).append(':');
            for (int i = 0; i < count; i++) {
                sorted.append(letter);
                written.append(' ').append(letter).append(' ').append(sorted.length());
            }
            written.append('.');
        });
        return new Puzzle(
                Family.SORT_LETTERS,
                question.phrasing(),
                List.of(word),
                question.text(),
                "Sort it: "
                        + word
                        + " is spelled "
                        + numbered(word)
                        + ". Put in:"
                        + steps
                        + " So"
                        + written,
                sorted.toString(),
                Graders.sortedLetters(word));
    }

    /**
     * "str s 1 t 2 r 3 aw a 4 w 5": with its number, a letter that comes twice is not confused, and
     * a piece of three letters is easier to find again in the word than one.
     */
    private static String numbered(String word) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            if (i % PIECE == 0) {
                out.append(i == 0 ? "" : " ").append(piece(word, i));
            }
            out.append(' ').append(word.charAt(i)).append(' ').append(i + 1);
        }
        return out.toString();
    }

    private static String piece(String word, int from) {
        return word.substring(from, Math.min(word.length(), from + PIECE));
    }
}
