package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Who is taller than whom: from pairs to the whole row. */
final class OrderPuzzles {
    /** Comparative, its opposite, and the superlatives of both. */
    private record Scale(String more, String less, String most, String least) {
        /** Whether stories and answers have this word, so that nobody may be called so. */
        boolean says(String word) {
            return Words.shareAWord(
                    word.toLowerCase(Locale.ROOT),
                    String.join(" ", "the is than yes no most least", more, less, most, least));
        }
    }

    private static final List<Scale> SCALES =
            List.of(
                    new Scale("taller", "shorter", "tallest", "shortest"),
                    new Scale("older", "younger", "oldest", "youngest"),
                    new Scale("faster", "slower", "fastest", "slowest"),
                    new Scale("heavier", "lighter", "heaviest", "lightest"),
                    new Scale("richer", "poorer", "richest", "poorest"),
                    new Scale("stronger", "weaker", "strongest", "weakest"),
                    new Scale("bigger", "smaller", "biggest", "smallest"),
                    new Scale("happier", "sadder", "happiest", "saddest"),
                    new Scale("louder", "quieter", "loudest", "quietest"),
                    new Scale("wiser", "sillier", "wisest", "silliest"),
                    new Scale("larger", "smaller", "largest", "smallest"),
                    new Scale("higher", "lower", "highest", "lowest"),
                    new Scale("wider", "narrower", "widest", "narrowest"),
                    new Scale("thicker", "thinner", "thickest", "thinnest"),
                    new Scale("quicker", "slower", "quickest", "slowest"),
                    new Scale("earlier", "later", "earliest", "latest"),
                    new Scale("newer", "older", "newest", "oldest"),
                    new Scale("wealthier", "poorer", "wealthiest", "poorest"),
                    new Scale("tougher", "softer", "toughest", "softest"),
                    new Scale("harder", "easier", "hardest", "easiest"),
                    new Scale("healthier", "sicker", "healthiest", "sickest"),
                    new Scale("smarter", "dumber", "smartest", "dumbest"),
                    new Scale("cleverer", "duller", "cleverest", "dullest"),
                    new Scale("brighter", "darker", "brightest", "darkest"),
                    new Scale("cheerier", "gloomier", "cheeriest", "gloomiest"),
                    new Scale("kinder", "meaner", "kindest", "meanest"),
                    new Scale("nicer", "nastier", "nicest", "nastiest"),
                    new Scale("braver", "shyer", "bravest", "shyest"),
                    new Scale("calmer", "wilder", "calmest", "wildest"),
                    new Scale("noisier", "quieter", "noisiest", "quietest"),
                    new Scale("cleaner", "dirtier", "cleanest", "dirtiest"),
                    new Scale("neater", "messier", "neatest", "messiest"),
                    new Scale("prettier", "uglier", "prettiest", "ugliest"),
                    new Scale("busier", "lazier", "busiest", "laziest"),
                    new Scale("warmer", "cooler", "warmest", "coolest"),
                    new Scale("hotter", "colder", "hottest", "coldest"),
                    new Scale("luckier", "unluckier", "luckiest", "unluckiest"),
                    new Scale("better", "worse", "best", "worst"),
                    new Scale("nearer", "farther", "nearest", "farthest"),
                    new Scale("more careful", "less careful", "most careful", "least careful"),
                    new Scale("more famous", "less famous", "most famous", "least famous"));

    private static final Phrasings WHO =
            Phrasings.of(
                    "who-most",
                    "Who is the {0}?",
                    "Who is {0}?",
                    "Who's the {0}?",
                    "Which one is the {0}?",
                    "Which of them is the {0}?",
                    "So who is the {0}?",
                    "Tell me who is the {0}.",
                    "Who is the {0} of them?",
                    "Can you tell who is {0}?",
                    "Who of them is the {0}?",
                    "Which person is the {0}?",
                    "Do you know who is the {0}?",
                    "Now who is the {0}?",
                    "Who then is the {0}?",
                    "Which of these people is the {0}?",
                    "Name the {0}.",
                    "And who is the {0}?",
                    "Who among them is {0}?",
                    "Which one is {0}?",
                    "Please tell me who is the {0}.");

    private static final Phrasings WHETHER =
            Phrasings.of(
                    "whether-more",
                    "Is {0} {2} than {1}?",
                    "So is {0} {2} than {1}?",
                    "Is it true that {0} is {2} than {1}?",
                    "Would {0} be {2} than {1}?",
                    "Then is {0} {2} than {1}?",
                    "Can {0} be {2} than {1}?",
                    "Is then {0} {2} than {1}?",
                    "Tell me: is {0} {2} than {1}?",
                    "Do you think {0} is {2} than {1}?",
                    "Now is {0} {2} than {1}?",
                    "Would you say {0} is {2} than {1}?",
                    "And is {0} {2} than {1}?",
                    "Does that make {0} {2} than {1}?",
                    "Is {0} really {2} than {1}?",
                    "Does it follow that {0} is {2} than {1}?");

    private OrderPuzzles() {}

    static Puzzle order(Split split, Random random) {
        int count = 3 + random.nextInt(3);
        Scale scale = SCALES.get(random.nextInt(SCALES.size()));
        List<String> row; // most first
        do {
            row = Words.pickSomeOrAny(split, random, count, Cast.NAMES);
        } while (row.stream().anyMatch(scale::says));
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i + 1 < count; i++) {
            pairs.add(i);
        }
        Collections.shuffle(pairs, random);
        StringBuilder story = new StringBuilder();
        StringBuilder read = new StringBuilder();
        // A letter for each name, found from the name and leading back to it: chains of letters
        // are not confused as names that begin alike are.
        List<String> told = new ArrayList<>();
        for (int i : pairs) {
            String a = row.get(i);
            String b = row.get(i + 1);
            boolean more = random.nextInt(3) > 0;
            story.append(
                    more
                            ? a + " is " + scale.more() + " than " + b + ". "
                            : b + " is " + scale.less() + " than " + a + ". ");
            for (String name : more ? List.of(a, b) : List.of(b, a)) {
                boolean first = !told.contains(name);
                if (first) {
                    told.add(name);
                }
                read.append(name).append(' ').append(letter(told, name));
                read.append(first ? " = " + name + ", " : ", ");
            }
            char above = letter(told, a);
            char below = letter(told, b);
            read.append(more ? scale.more() : scale.less());
            read.append(": %c > %c, %c < %c. ".formatted(above, below, below, above));
        }
        List<Character> lettered = row.stream().map(name -> letter(told, name)).toList();
        String thought = read + climb(lettered, pairs.getFirst());
        return random.nextInt(3) == 0
                ? whether(split, random, row, lettered, scale, story.toString(), thought)
                : who(split, random, row, lettered, scale, story.toString(), thought);
    }

    /** The story and the question; now and then the question comes first. */
    private static String told(Random random, String story, String question) {
        return random.nextInt(6) == 0 ? question + " " + story.strip() : story + question;
    }

    /** A, B, C … in the order in which they are told. */
    private static char letter(List<String> told, String name) {
        return (char) ('A' + told.indexOf(name));
    }

    /** From any of them up to the first, then all the way down, then with their places. */
    private static String climb(List<Character> row, int from) {
        StringBuilder out = new StringBuilder("Up: ");
        for (int i = from; i >= 0; i--) {
            out.append(row.get(i)).append(" < ");
        }
        out.append("none. Down: ");
        for (char letter : row) {
            out.append(letter).append(" > ");
        }
        out.append("none. In a row:");
        for (int i = 0; i < row.size(); i++) {
            out.append(i == 0 ? " " : ", ").append(row.get(i)).append(' ').append(i + 1);
        }
        return out.append('.').toString();
    }

    private static Puzzle who(
            Split split,
            Random random,
            List<String> row,
            List<Character> letters,
            Scale scale,
            String story,
            String thought) {
        boolean most = random.nextBoolean();
        String word = most ? scale.most() : scale.least();
        Phrasings.Asked question = WHO.ask(split, random, word);
        String who = most ? row.getFirst() : row.getLast();
        return new Puzzle(
                Family.ORDER,
                question.phrasing(),
                row,
                told(random, story, question.text()),
                thought
                        + " Asked: who is the "
                        + word
                        + (most ? ". That is first: " : ". That is last: ")
                        + (most ? letters.getFirst() : letters.getLast())
                        + " = "
                        + who
                        + ".",
                who + " is the " + word + ".",
                Graders.names(who, row));
    }

    private static Puzzle whether(
            Split split,
            Random random,
            List<String> row,
            List<Character> letters,
            Scale scale,
            String story,
            String thought) {
        int i = random.nextInt(row.size());
        int j = (i + 1 + random.nextInt(row.size() - 1)) % row.size();
        boolean more = random.nextBoolean();
        Phrasings.Asked question =
                WHETHER.ask(
                        split, random, row.get(i), row.get(j), more ? scale.more() : scale.less());
        boolean yes = i < j == more;
        String asked = more ? scale.more() : scale.less();
        String found = i < j ? scale.more() : scale.less();
        String compared =
                "Asked: is %s %s than %s? %s %c %d, %s %c %d. %d %c %d: %s is %s. Asked %s: %s."
                        .formatted(
                                row.get(i),
                                asked,
                                row.get(j),
                                row.get(i),
                                letters.get(i),
                                i + 1,
                                row.get(j),
                                letters.get(j),
                                j + 1,
                                i + 1,
                                i < j ? '<' : '>',
                                j + 1,
                                row.get(i),
                                found,
                                asked,
                                yes ? "yes" : "no");
        return new Puzzle(
                Family.ORDER,
                question.phrasing(),
                row,
                told(random, story, question.text()),
                thought + " " + compared,
                (yes ? "Yes, " : "No, ")
                        + row.get(i)
                        + " is "
                        + (i < j ? scale.more() : scale.less())
                        + " than "
                        + row.get(j)
                        + ".",
                Graders.says(yes));
    }
}
