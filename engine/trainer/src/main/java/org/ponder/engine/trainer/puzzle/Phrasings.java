package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The wordings of one kind of question, with {@code {0}}, {@code {1}} … where its facts stand.
 * Every fifth is held out, and so are those of a file of their own. Most training questions take
 * one of {@link Wordings}, of which there are many more, or one of a {@link Grammar}, or two
 * halves: a sentence that tells the facts and one that tells what is asked of them, so that each
 * fact is met in any surroundings.
 */
final class Phrasings {
    private static final int HELD_OUT_EACH = 5;

    /** One in so many training questions has a word changed. */
    private static final int LOOSENED_EACH = 4;

    /** One in so many training questions is put together by the grammar. */
    private static final int COMPOSED_EACH = 6;

    /** By the kinds of question that have one. */
    static final Map<String, Loosening> LOOSENINGS =
            Stream.of(
                            List.of("count", "spell", "reverse", "sort-letters"),
                            List.of("add", "subtract", "multiply", "bigger", "smaller"),
                            List.of("sort-up", "sort-down", "sort-words"),
                            List.of("earlier", "later"))
                    .flatMap(Phrasings::loosenings)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    /** What is held out, by the kinds whose wordings tell the same things. */
    private static final Map<String, Set<String>> KEPT = new ConcurrentHashMap<>();

    private static final Pattern HOLE = Pattern.compile("\\{\\d\\}");
    private static final Pattern PLAIN_AWAY = Pattern.compile("[\\s.?!,:;\"'？！。，]");

    /** All that have been made, by their names, for a check that no two kinds share a wording. */
    static final Map<String, Phrasings> ALL = new ConcurrentHashMap<>();

    private final String name;
    private final List<Wording> trained = new ArrayList<>();
    private final List<Wording> more = new ArrayList<>();
    private final List<Wording> telling = new ArrayList<>();
    private final List<Wording> naming = new ArrayList<>();
    private final List<Wording> asking = new ArrayList<>();
    private final List<Wording> heldOut = new ArrayList<>();
    private final Set<String> kept;
    private final Grammar grammar;

    /** A wording and what it is called. */
    private record Wording(String id, Wordings.Wording words) {}

    private Phrasings(String name, List<String> wordings) {
        this.name = name;
        this.grammar = new Grammar(name);
        for (int i = 0; i < wordings.size(); i++) {
            (i % HELD_OUT_EACH == HELD_OUT_EACH - 1 ? heldOut : trained)
                    .add(new Wording("#" + i, Wordings.Wording.of(wordings.get(i))));
        }
        number(Wordings.heldOut(name), "+", heldOut);
        number(Wordings.trained(name), "*", more);
        String facts = facts(name);
        number(Wordings.trained(facts + "-before"), "<", telling);
        number(Wordings.trained(facts + "-after"), ">", naming);
        number(Wordings.trained(name + "-it"), "&", asking);
        if (heldOut.isEmpty()) {
            throw new IllegalArgumentException("There are too few phrasings of " + name + ".");
        }
        Random unused = new Random(0); // What is held out has one form.
        Set<String> own = new HashSet<>();
        heldOut.forEach(one -> own.add(plain(one.words().draw(unused))));
        for (Wording one : trained) {
            String text = one.words().draw(unused);
            if (own.contains(plain(text))) {
                throw new IllegalArgumentException(
                        "The held-out phrasing " + text + " is also trained.");
            }
        }
        kept = KEPT.computeIfAbsent(told(name), kind -> ConcurrentHashMap.newKeySet());
        kept.addAll(own);
        ALL.putIfAbsent(name, this);
    }

    /**
     * What a wording of this kind tells: the cup that is carried to a shelf and the ball that is
     * moved to a box are told of in the same sentences, with other facts in them.
     */
    static String told(String name) {
        return switch (name) {
            case "put", "turn", "stand", "carry", "first-move", "next-move" -> "move";
            case "subtract", "minus" -> "difference";
            default -> name;
        };
    }

    /** What the facts of a kind of question are, in the names of the halves that tell them. */
    private static String facts(String name) {
        return switch (name) {
            case "count", "spell", "reverse", "sort-letters" -> "word";
            case "add", "subtract", "multiply", "bigger", "smaller" -> "pair";
            case "sort-up", "sort-down" -> "list";
            case "sort-words" -> "words";
            case "earlier", "later" -> "dates";
            default -> "no";
        };
    }

    private static Stream<Map.Entry<String, Loosening>> loosenings(List<String> kinds) {
        Map<String, List<Wordings.Wording>> rivals = new HashMap<>();
        for (String kind : kinds) {
            List<Wordings.Wording> wordings = new ArrayList<>(Wordings.trained(kind));
            wordings.addAll(Wordings.trained(kind + "-it"));
            rivals.put(kind, wordings);
        }
        Loosening loosening = new Loosening(rivals);
        return kinds.stream().map(kind -> Map.entry(kind, loosening));
    }

    private static void number(List<Wordings.Wording> some, String sign, List<Wording> target) {
        for (int i = 0; i < some.size(); i++) {
            target.add(new Wording(sign + i, some.get(i)));
        }
    }

    static Phrasings of(String name, String... wordings) {
        return new Phrasings(name, List.of(wordings));
    }

    /** Letters and signs alone, and any facts: typing changes case, spaces and marks. */
    static String plain(String wording) {
        String holes = HOLE.matcher(wording.toLowerCase(Locale.ROOT)).replaceAll("{}");
        return PLAIN_AWAY.matcher(holes).replaceAll("");
    }

    /** A question as asked. */
    record Asked(String phrasing, String text) {}

    /** A wording of this side, as it is: to a greeting no other is added, nor thanks to a name. */
    Asked say(Split split, Random random) {
        Drawn drawn = draw(split, random);
        return new Asked(name + drawn.id(), Typing.typed(drawn.words(), random));
    }

    /** Puts facts into a wording of this side, typed as people type. */
    Asked ask(Split split, Random random, String... facts) {
        Drawn drawn = draw(split, random);
        String words = split == Split.TRAIN ? loosened(drawn.words(), random) : drawn.words();
        String polite = Typing.polite(split, words, random);
        if (split == Split.TRAIN && !allowed(split, polite)) {
            polite = words; // "Tell me: {0} backwards" may be one that is held out.
        }
        return new Asked(name + drawn.id(), Typing.typed(polite, random, facts));
    }

    /** The wording, now and then with a word changed where that leaves its meaning. */
    private String loosened(String words, Random random) {
        Loosening loosening = LOOSENINGS.get(name);
        if (loosening == null || random.nextInt(LOOSENED_EACH) > 0) {
            return words;
        }
        String loose = loosening.loosen(name, words, random);
        return allowed(Split.TRAIN, loose) ? loose : words;
    }

    /** A wording of this side, with its facts still to be put in. */
    String wording(Split split, Random random) {
        return draw(split, random).words();
    }

    /** A form of a wording. */
    private record Drawn(String id, String words) {
        static Drawn of(Wording wording, Random random) {
            return new Drawn(wording.id(), wording.words().draw(random));
        }
    }

    private Drawn draw(Split split, Random random) {
        while (true) {
            Drawn drawn =
                    split == Split.TRAIN
                            ? training(random)
                            : Drawn.of(one(heldOut, random), random);
            if (allowed(split, drawn.words())) {
                return drawn;
            }
        }
    }

    private Drawn training(Random random) {
        if (!grammar.isEmpty() && random.nextInt(COMPOSED_EACH) == 0) {
            Grammar.Question question = grammar.draw(random);
            return new Drawn(question.id(), question.words());
        }
        if (!asking.isEmpty() && random.nextInt(3) == 0) {
            return halves(random);
        }
        boolean common = more.isEmpty() || random.nextInt(4) == 0;
        return Drawn.of(one(common ? trained : more, random), random);
    }

    private Drawn halves(Random random) {
        boolean first = naming.isEmpty() || random.nextInt(3) > 0;
        Drawn facts = Drawn.of(one(first ? telling : naming, random), random);
        Drawn asked = Drawn.of(one(asking, random), random);
        // A letter to count is the first fact, and its word the second.
        String told = name.equals("count") ? facts.words().replace("{0}", "{1}") : facts.words();
        return new Drawn(
                facts.id() + asked.id(),
                first ? told + " " + asked.words() : asked.words() + " " + told);
    }

    /** All forms of its whole wordings, those that are held out too. */
    Set<String> forms() {
        Set<String> forms = new HashSet<>();
        Stream.of(trained, more, heldOut)
                .flatMap(List::stream)
                .forEach(one -> forms.addAll(one.words().forms()));
        return forms;
    }

    private static Wording one(List<Wording> some, Random random) {
        return some.get(random.nextInt(some.size()));
    }

    /** Whether it is on this side: a form of a training wording may be one that is held out. */
    private boolean allowed(Split split, String words) {
        return kept.contains(plain(words)) == (split == Split.HELD_OUT);
    }
}
