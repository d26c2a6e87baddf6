package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The wordings of one kind of question, with {@code {0}}, {@code {1}} … where its facts stand.
 * Every fifth is held out, and so are those of a file of their own. Three in four of the training
 * questions take one of {@link Wordings}, of which there are many more.
 */
final class Phrasings {
    private static final int HELD_OUT_EACH = 5;

    private static final Pattern PLAIN_AWAY = Pattern.compile("[\\s.?!,:;\"'？！。，]");

    private final String name;
    private final List<Wording> trained = new ArrayList<>();
    private final List<Wording> more = new ArrayList<>();
    private final List<Wording> heldOut = new ArrayList<>();
    private final Set<String> kept = new HashSet<>();

    /** A wording and what it is called. */
    private record Wording(String id, Wordings.Wording words) {}

    private Phrasings(String name, List<String> wordings) {
        this.name = name;
        for (int i = 0; i < wordings.size(); i++) {
            (i % HELD_OUT_EACH == HELD_OUT_EACH - 1 ? heldOut : trained)
                    .add(new Wording("#" + i, Wordings.Wording.of(wordings.get(i))));
        }
        number(Wordings.heldOut(name), "+", heldOut);
        number(Wordings.trained(name), "*", more);
        if (heldOut.isEmpty()) {
            throw new IllegalArgumentException("There are too few phrasings of " + name + ".");
        }
        Random unused = new Random(0); // What is held out has one form.
        heldOut.forEach(one -> kept.add(plain(one.words().draw(unused))));
        for (Wording one : trained) {
            String text = one.words().draw(unused);
            if (kept.contains(plain(text))) {
                throw new IllegalArgumentException(
                        "The held-out phrasing " + text + " is also trained.");
            }
        }
    }

    private static void number(List<Wordings.Wording> some, String sign, List<Wording> target) {
        for (int i = 0; i < some.size(); i++) {
            target.add(new Wording(sign + i, some.get(i)));
        }
    }

    static Phrasings of(String name, String... wordings) {
        return new Phrasings(name, List.of(wordings));
    }

    /** Letters and signs alone: typing changes case, spaces and marks. */
    private static String plain(String wording) {
        return PLAIN_AWAY.matcher(wording.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    /** A question as asked. */
    record Asked(String phrasing, String text) {}

    /** Puts facts into a wording of this side, typed as people type. */
    Asked ask(Split split, Random random, String... facts) {
        while (true) {
            Wording chosen = choose(split, random);
            String words = chosen.words().draw(random);
            if (allowed(split, words)) {
                return new Asked(
                        name + chosen.id(),
                        Typing.typed(Typing.polite(words, random), random, facts));
            }
        }
    }

    /** A wording of this side, with its facts still to be put in. */
    String wording(Split split, Random random) {
        while (true) {
            String words = choose(split, random).words().draw(random);
            if (allowed(split, words)) {
                return words;
            }
        }
    }

    /** Whether it is on this side: a form of a training wording may be one that is held out. */
    private boolean allowed(Split split, String words) {
        return kept.contains(plain(words)) == (split == Split.HELD_OUT);
    }

    private Wording choose(Split split, Random random) {
        boolean common = more.isEmpty() || random.nextInt(4) == 0;
        List<Wording> side = split == Split.HELD_OUT ? heldOut : common ? trained : more;
        return side.get(random.nextInt(side.size()));
    }
}
