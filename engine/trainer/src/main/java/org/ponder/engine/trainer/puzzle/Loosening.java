package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Changes or drops a word of a wording, so that a model learns to read a question from all of its
 * words and not from one that happens to stand there in each wording it has seen (Wei and Zou,
 * "EDA: Easy Data Augmentation Techniques", 2019). A change counts only where the wording still
 * reads as what it is: a naive Bayes reader, who knows the training wordings of it and of its
 * rivals, must not doubt it.
 */
final class Loosening {
    /** How many times as likely as any rival the right kind must be. */
    private static final double SURE = 8;

    /** Fewer words than these after another say nothing of what may stand there. */
    private static final int FEWEST_FOLLOWERS = 8;

    private static final int ATTEMPTS = 4;

    private static final Pattern WORD =
            Pattern.compile("(?<![{}\\w'])[A-Za-z][A-Za-z']*(?![}\\w])");
    private static final Set<String> BEFORE_VERBS =
            Set.of("", "please", "kindly", "you", "to", "can", "could", "i", "we", "just", "and");

    /** These turn a question round wherever they stand, so they stay where they are. */
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "never", "without", "but", "except", "nor", "neither", "cannot");

    private static final Map<String, List<String>> FOLLOWERS = followers();

    private final Map<String, Reader> readers = new HashMap<>();

    /** How often words stand in the wordings of one kind. */
    private record Reader(Map<String, Integer> lines, int total) {
        double logLikelihood(Set<String> words) {
            double sum = 0;
            for (String word : words) {
                sum += Math.log((lines.getOrDefault(word, 0) + 0.5) / (total + 1.0));
            }
            return sum;
        }
    }

    /**
     * @param rivals kinds of question that are about the same facts, with their wordings
     */
    Loosening(Map<String, List<Wordings.Wording>> rivals) {
        rivals.forEach((kind, wordings) -> {
            Map<String, Integer> lines = new HashMap<>();
            for (Wordings.Wording wording : wordings) {
                Set<String> words = new HashSet<>();
                wording.parts().forEach(p -> p.forEach(form -> words.addAll(words(form))));
                words.forEach(word -> lines.merge(word, 1, Integer::sum));
            }
            readers.put(kind, new Reader(lines, wordings.size()));
        });
    }

    /** The wording with one word changed or dropped, or as it is where none may be. */
    String loosen(String kind, String wording, Random random) {
        List<Word> words = read(wording);
        words.removeIf(Word::negates);
        for (int i = 0; i < ATTEMPTS && !words.isEmpty(); i++) {
            Word chosen = words.get(random.nextInt(words.size()));
            String changed =
                    random.nextInt(3) == 0
                            ? dropped(wording, chosen)
                            : replaced(wording, chosen, random);
            if (!changed.equals(wording)
                    && sure(kind, without(wording, chosen))
                    && sure(kind, changed)) {
                return changed;
            }
        }
        return wording;
    }

    /** Whether the wording reads as this kind and no other. */
    boolean sure(String kind, String wording) {
        Set<String> words = words(wording);
        double own = Double.NEGATIVE_INFINITY;
        double best = own;
        for (Map.Entry<String, Reader> reader : readers.entrySet()) {
            double likely = reader.getValue().logLikelihood(words);
            if (reader.getKey().equals(kind)) {
                own = likely;
            } else {
                best = Math.max(best, likely);
            }
        }
        return own - best > Math.log(SURE);
    }

    /**
     * A word where it stands.
     *
     * @param previous the word before it in small letters, {@code ""} at the beginning of a clause,
     *     <code>"{"</code> after a fact
     */
    private record Word(int start, int end, String text, String previous) {
        boolean negates() {
            String small = text.toLowerCase(Locale.ROOT);
            return NEGATIONS.contains(small) || small.endsWith("n't");
        }

        /** A word beside a fact could be read as a part of it, unless it is what is to be done. */
        boolean beside(String wording) {
            boolean before = end + 1 < wording.length() && wording.charAt(end + 1) == '{';
            boolean after = start > 1 && wording.charAt(start - 2) == '}';
            return before || after;
        }
    }

    private static String dropped(String wording, Word word) {
        boolean spaced = word.end() < wording.length() && wording.charAt(word.end()) == ' ';
        if (word.start() == 0 || !spaced || word.beside(wording)) {
            return wording;
        }
        return wording.substring(0, word.start()) + wording.substring(word.end() + 1);
    }

    private static String without(String wording, Word word) {
        return wording.substring(0, word.start()) + wording.substring(word.end());
    }

    private static String replaced(String wording, Word word, Random random) {
        List<String> others = FOLLOWERS.getOrDefault(word.previous(), List.of());
        boolean free = !word.beside(wording) || BEFORE_VERBS.contains(word.previous());
        if (others.size() < FEWEST_FOLLOWERS || !free) {
            return wording;
        }
        String other = others.get(random.nextInt(others.size()));
        if (Character.isUpperCase(word.text().charAt(0))) {
            other = Character.toUpperCase(other.charAt(0)) + other.substring(1);
        }
        return wording.substring(0, word.start()) + other + wording.substring(word.end());
    }

    private static Set<String> words(String text) {
        Set<String> words = new HashSet<>();
        WORD.matcher(text).results().forEach(r -> words.add(r.group().toLowerCase(Locale.ROOT)));
        return words;
    }

    /** The words of a wording in turn. */
    private static List<Word> read(String wording) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(wording);
        int end = 0;
        String last = "";
        while (matcher.find()) {
            String gap = wording.substring(end, matcher.start());
            String previous = gap.equals(" ") ? last : gap.contains("{") ? "{" : "";
            words.add(new Word(matcher.start(), matcher.end(), matcher.group(), previous));
            end = matcher.end();
            last = matcher.group().toLowerCase(Locale.ROOT);
        }
        return words;
    }

    /** Which words follow each word in the training wordings, in small letters. */
    private static Map<String, List<String>> followers() {
        Map<String, Set<String>> all = new TreeMap<>();
        Random random = new Random(1);
        for (String kind : Wordings.kinds()) {
            for (Wordings.Wording wording : Wordings.trained(kind)) {
                for (Word word : read(wording.draw(random))) {
                    if (!word.negates()) {
                        all.computeIfAbsent(word.previous(), name -> new TreeSet<>())
                                .add(word.text().toLowerCase(Locale.ROOT));
                    }
                }
            }
        }
        Map<String, List<String>> lists = new HashMap<>();
        all.forEach((word, next) -> lists.put(word, List.copyOf(next)));
        return lists;
    }
}
