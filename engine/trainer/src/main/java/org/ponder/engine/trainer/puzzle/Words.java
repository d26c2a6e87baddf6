package org.ponder.engine.trainer.puzzle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Words to ask about: real ones from a list, made-up ones, and for training those that the wordings
 * are made of, so that any word may be what is asked about; one in eight is held out.
 */
final class Words {
    private static final int HELD_OUT_ONE_IN = 8;
    private static final Pattern PLAIN_WORD =
            Pattern.compile("(?<![\\w{'])[A-Za-z]{2,}(?![\\w}'])");
    private static final String[] STARTS = {
        "b", "bl", "br", "c", "ch", "cl", "cr", "d", "dr", "f", "fl", "fr", "g", "gl", "gr", "h",
        "j", "k", "kn", "l", "m", "n", "p", "pl", "pr", "qu", "r", "s", "sc", "sh", "sl", "sp",
        "st", "str", "t", "th", "tr", "v", "w", "wh", "x", "y", "z", ""
    };
    private static final String[] MIDDLES = {
        "a", "e", "i", "o", "u", "ai", "ea", "ee", "ie", "oo", "ou", "y", "io", "a", "e", "i", "o"
    };
    private static final String[] ENDS = {
        "", "", "", "b", "ck", "d", "ff", "g", "l", "ll", "m", "mm", "n", "nn", "ng", "p", "pp",
        "r", "rr", "s", "ss", "st", "t", "tt", "x", "z", "zz"
    };
    private static final List<String> REAL = read();
    private static final List<String> OF_WORDINGS = ofWordings();

    private Words() {}

    /** Whether a word is kept from training. */
    static boolean heldOut(String word) {
        int hash = 17;
        for (char c : word.toLowerCase(Locale.ROOT).toCharArray()) {
            hash = hash * 31 + c;
        }
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        hash ^= hash >>> 12;
        return Math.floorMod(hash, HELD_OUT_ONE_IN) == 0;
    }

    static boolean fits(String word, Split split) {
        return heldOut(word) == (split == Split.HELD_OUT);
    }

    /**
     * A word of this side with so many letters; real ones are six of ten, others are made up of
     * syllables, and for training one in twelve is a row of random letters and one in six a word of
     * the wordings.
     */
    static String any(Split split, Random random, int shortest, int longest) {
        while (true) {
            String word =
                    switch (random.nextInt(split == Split.TRAIN ? 12 : 9)) {
                        case 11, 10 -> OF_WORDINGS.get(random.nextInt(OF_WORDINGS.size()));
                        case 9 ->
                                letters(random, shortest + random.nextInt(longest - shortest + 1));
                        case 0, 1, 2 -> madeUp(random, longest);
                        default -> REAL.get(random.nextInt(REAL.size()));
                    };
            if (word.length() >= shortest && word.length() <= longest && fits(word, split)) {
                return word;
            }
        }
    }

    /** A word that people use. */
    static String real(Split split, Random random, int shortest, int longest) {
        while (true) {
            String word = REAL.get(random.nextInt(REAL.size()));
            if (word.length() >= shortest && word.length() <= longest && fits(word, split)) {
                return word;
            }
        }
    }

    /**
     * Words that stand one after the other: such as people use, or for training, three times in
     * four, any, since where they end only one who has met any words in rows can see.
     */
    static Supplier<String> inRow(Split split, Random random) {
        boolean any = split == Split.TRAIN && random.nextInt(4) > 0;
        return () -> any ? any(split, random, 2, 8) : real(split, random, 2, 8);
    }

    /** Picks one of a list: every fifth belongs to the held-out side. */
    static String pick(Split split, Random random, String... all) {
        while (true) {
            int at = random.nextInt(all.length);
            if ((at % 5 == 4) == (split == Split.HELD_OUT)) {
                return all[at];
            }
        }
    }

    /**
     * Picks one of a list, or for training, mostly, any word that is in no list: what has a few
     * names alone to choose from learns those, and not to copy the name that it reads. What is not
     * a person is two words now and then, like "toy car": of such names the second was lost.
     */
    static String pickOrAny(Split split, Random random, String... all) {
        if (split == Split.HELD_OUT || random.nextInt(10) < 3) {
            return pick(split, random, all);
        }
        while (true) {
            String word = any(split, random, 3, 9);
            boolean name = Character.isUpperCase(all[0].charAt(0));
            if (!name && random.nextInt(4) == 0) {
                word = real(split, random, 3, 7) + " " + word;
            }
            String cased = name ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
            if (!Cast.knows(cased)) {
                return cased;
            }
        }
    }

    /** Whether two names have a word in common. */
    static boolean shareAWord(String one, String other) {
        return !Collections.disjoint(
                Arrays.asList(one.split(" ", -1)), Arrays.asList(other.split(" ", -1)));
    }

    /** Several different ones of a list, or any words, in random order. */
    static List<String> pickSomeOrAny(Split split, Random random, int count, String... all) {
        LinkedHashSet<String> some = new LinkedHashSet<>();
        while (some.size() < count) {
            some.add(pickOrAny(split, random, all));
        }
        return new ArrayList<>(some);
    }

    /** The word as someone may type it: mostly small letters. */
    static String cased(String word, Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> word.toUpperCase(Locale.ROOT);
            case 1 -> Character.toUpperCase(word.charAt(0)) + word.substring(1);
            default -> word;
        };
    }

    /** The word as someone may type it in a question: now and then in quotation marks. */
    static String typed(String word, Random random) {
        String cased = cased(word, random);
        return switch (random.nextInt(16)) {
            case 0 -> "'" + cased + "'";
            case 1 -> '"' + cased + '"';
            default -> cased;
        };
    }

    private static String madeUp(Random random, int longest) {
        StringBuilder word = new StringBuilder();
        int syllables = 1 + random.nextInt(Math.max(1, longest / 3));
        for (int i = 0; i < syllables; i++) {
            word.append(STARTS[random.nextInt(STARTS.length)]);
            word.append(MIDDLES[random.nextInt(MIDDLES.length)]);
            word.append(ENDS[random.nextInt(ENDS.length)]);
        }
        return word.toString();
    }

    /** Random letters, from few kinds, so that some repeat. */
    private static String letters(Random random, int length) {
        int kinds = 2 + random.nextInt(12);
        int first = random.nextInt(26);
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + (first + 7 * random.nextInt(kinds)) % 26));
        }
        return word.toString();
    }

    /** All words of the training wordings, in small letters. */
    private static List<String> ofWordings() {
        TreeSet<String> all = new TreeSet<>();
        Wordings.kinds().stream()
                .flatMap(kind -> Wordings.trained(kind).stream())
                .flatMap(wording -> wording.parts().stream())
                .flatMap(List::stream)
                .flatMap(form -> PLAIN_WORD.matcher(form).results())
                .forEach(r -> all.add(r.group().toLowerCase(Locale.ROOT)));
        all.remove("and"); // stands between the words of a list
        return List.copyOf(all);
    }

    private static List<String> read() {
        try (InputStream in = Words.class.getResourceAsStream("words.txt")) {
            if (in == null) {
                throw new IllegalStateException("The word list words.txt is missing.");
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.copyOf(new LinkedHashSet<>(Arrays.asList(all.strip().split("\\s+", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException("The word list cannot be read.", e);
        }
    }
}
