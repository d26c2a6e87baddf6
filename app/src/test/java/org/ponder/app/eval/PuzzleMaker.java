package org.ponder.app.eval;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.json.JsonMapper;

/** Makes the hundred puzzles that come with Ponder: always the same ones. */
final class PuzzleMaker {
    private static final String[] WORDS = {
        "strawberry", "banana", "mississippi", "bookkeeper", "committee", "balloon", "raspberry",
        "parallel", "elephant", "necessary", "assessment", "tomorrow", "coffee", "cinnamon",
        "pepper", "sleeplessness", "onion", "giraffe", "umbrella", "chocolate", "tennessee",
        "butterfly", "occurrence", "pineapple", "lollipop"
    };
    private static final String[] NAMES = {
        "Ada", "Ben", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hana", "Ivo", "June"
    };
    private static final String[] FRUIT = {
        "apple", "cherry", "fig", "grape", "kiwi", "lemon", "mango", "olive", "peach", "plum"
    };

    private final Random random = new Random(2025);
    private final List<Map<String, String>> puzzles = new ArrayList<>();

    private PuzzleMaker() {}

    /** Writes the file; run it when the puzzles are to change. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), lines());
    }

    /** The puzzles, one JSON object a line. */
    static String lines() {
        PuzzleMaker maker = new PuzzleMaker();
        maker.letters();
        maker.arithmetic();
        maker.marbles();
        maker.orders();
        JsonMapper json = new JsonMapper();
        StringBuilder lines = new StringBuilder();
        maker.puzzles.forEach(puzzle -> lines.append(json.writeValueAsString(puzzle)).append('\n'));
        return lines.toString();
    }

    private void add(String topic, AnswerKind kind, String question, String answer) {
        Map<String, String> puzzle = new LinkedHashMap<>();
        long before = puzzles.stream().filter(other -> topic.equals(other.get("topic"))).count();
        puzzle.put("id", topic + "-" + (before + 1));
        puzzle.put("topic", topic);
        puzzle.put("kind", kind.id());
        puzzle.put("question", question);
        puzzle.put("answer", answer);
        puzzles.add(puzzle);
    }

    private void letters() {
        for (String word : WORDS) {
            char letter = word.charAt(random.nextInt(word.length()));
            long count = word.chars().filter(c -> c == letter).count();
            add(
                    "letters",
                    AnswerKind.COUNT,
                    "How many " + letter + "'s are in " + word + "?",
                    String.valueOf(count));
        }
    }

    private void arithmetic() {
        for (int i = 0; i < 10; i++) {
            int a = 10 + random.nextInt(990);
            int b = 10 + random.nextInt(990);
            add("arithmetic", AnswerKind.NUMBER, "What is " + a + " + " + b + "?", "" + (a + b));
        }
        for (int i = 0; i < 5; i++) {
            int a = 3 + random.nextInt(17);
            int b = 3 + random.nextInt(17);
            add("arithmetic", AnswerKind.NUMBER, "What is " + a + " times " + b + "?", "" + a * b);
        }
        for (int i = 0; i < 5; i++) {
            int whole = 2 + random.nextInt(18);
            BigDecimal one = new BigDecimal(whole + "." + (10 + random.nextInt(89)));
            BigDecimal two = new BigDecimal(whole + "." + (1 + random.nextInt(9)));
            if (one.compareTo(two) == 0) {
                one = one.add(new BigDecimal("0.01"));
            }
            add(
                    "arithmetic",
                    AnswerKind.NUMBER,
                    "Which is larger, " + one + " or " + two + "?",
                    one.max(two).toPlainString());
        }
        for (int i = 0; i < 5; i++) {
            int share = 2 + random.nextInt(7);
            int parts = share + 1 + random.nextInt(8);
            int each = 2 + random.nextInt(20);
            add(
                    "arithmetic",
                    AnswerKind.NUMBER,
                    "A box holds "
                            + parts * each
                            + " pencils. If "
                            + share
                            + "/"
                            + parts
                            + " of them are blue, how many are blue?",
                    "" + share * each);
        }
    }

    /** An open vessel that is turned over leaves the marble where it was turned over. */
    private void marbles() {
        String[] vessels = {"cup", "glass", "bowl", "jar without a lid", "bucket"};
        String[] places = {"table", "bed", "carpet", "desk", "floor"};
        String[] ends = {"microwave", "fridge", "cupboard", "oven", "drawer"};
        for (int i = 0; i < 25; i++) {
            String vessel = vessels[i % vessels.length];
            String place = places[i / vessels.length];
            String end = ends[random.nextInt(ends.length)];
            boolean turned = random.nextInt(3) > 0;
            boolean twice = random.nextBoolean();
            String who = NAMES[random.nextInt(NAMES.length)];
            String setDown =
                    turned
                            ? "turns it upside down and sets it on the " + place
                            : "sets it upright on the " + place;
            String story =
                    who
                            + " puts a marble into a "
                            + vessel
                            + " and "
                            + setDown
                            + "."
                            + (twice ? " Then " + who + " waits an hour." : "")
                            + (" Then " + who + " lifts the " + vessel + " straight up, without")
                            + (" turning it, and puts it into the " + end + ".");
            List<String> choices =
                    new ArrayList<>(
                            List.of("on the " + place, "in the " + end, "in " + who + "'s pocket"));
            String right = turned ? choices.get(0) : choices.get(1);
            Collections.shuffle(choices, random);
            StringBuilder text = new StringBuilder(story).append(" Where is the marble now?");
            for (int c = 0; c < choices.size(); c++) {
                text.append(' ').append((char) ('A' + c)).append(") ").append(choices.get(c));
            }
            add(
                    "marble",
                    AnswerKind.CHOICE,
                    text + ". Answer with the letter.",
                    String.valueOf((char) ('A' + choices.indexOf(right))));
        }
    }

    private void orders() {
        for (int i = 0; i < 10; i++) {
            List<String> words = some(FRUIT, 4);
            List<String> sorted = words.stream().sorted().toList();
            add(
                    "ordering",
                    AnswerKind.EXACT,
                    "Put these words into alphabetical order, divided by commas, and write nothing"
                            + " else: "
                            + String.join(", ", words)
                            + ".",
                    String.join(", ", sorted));
        }
        for (int i = 0; i < 15; i++) {
            List<String> tallestFirst = some(NAMES, 3 + i % 3);
            List<String> clues = new ArrayList<>();
            for (int p = 0; p + 1 < tallestFirst.size(); p++) {
                String taller = tallestFirst.get(p);
                String shorter = tallestFirst.get(p + 1);
                clues.add(
                        random.nextBoolean()
                                ? taller + " is taller than " + shorter + "."
                                : shorter + " is shorter than " + taller + ".");
            }
            Collections.shuffle(clues, random);
            int rank = random.nextInt(tallestFirst.size());
            String asked =
                    rank == 0
                            ? "the tallest"
                            : rank == tallestFirst.size() - 1
                                    ? "the shortest"
                                    : "number " + (rank + 1) + " from the tallest down";
            add(
                    "ordering",
                    AnswerKind.EXACT,
                    String.join(" ", clues) + " Who is " + asked + "? Answer with the name alone.",
                    tallestFirst.get(rank));
        }
    }

    private List<String> some(String[] from, int count) {
        List<String> all = new ArrayList<>(Arrays.asList(from));
        Collections.shuffle(all, random);
        List<String> some = new ArrayList<>(all.subList(0, count));
        // A list in order already would be no puzzle.
        if (some.equals(some.stream().sorted().toList())) {
            Collections.reverse(some);
        }
        return some;
    }
}
