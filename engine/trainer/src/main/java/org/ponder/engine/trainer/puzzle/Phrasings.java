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
 * Every fifth is held out. What {@link Combinations} adds is for training alone: half of its
 * questions take one of those.
 */
final class Phrasings {
    private static final int HELD_OUT_EACH = 5;

    private static final Pattern PLAIN_AWAY = Pattern.compile("[\\s.?!,:;\"'？！。，]");

    private final String name;
    private final List<Integer> trained = new ArrayList<>();
    private final List<Integer> heldOut = new ArrayList<>();
    private final List<Integer> combined = new ArrayList<>();
    private final List<String> wordings;

    private Phrasings(String name, List<String> wordings) {
        this.name = name;
        this.wordings = new ArrayList<>(wordings);
        for (int i = 0; i < wordings.size(); i++) {
            (i % HELD_OUT_EACH == HELD_OUT_EACH - 1 ? heldOut : trained).add(i);
        }
        if (heldOut.isEmpty()) {
            throw new IllegalArgumentException("There are too few phrasings of " + name + ".");
        }
        Set<String> known = new HashSet<>();
        trained.forEach(i -> known.add(plain(wordings.get(i))));
        for (int i : heldOut) {
            if (known.contains(plain(wordings.get(i)))) {
                throw new IllegalArgumentException(
                        "The held-out phrasing " + wordings.get(i) + " is also trained.");
            }
        }
        wordings.forEach(wording -> known.add(plain(wording)));
        for (String wording : Combinations.of(name)) {
            if (known.add(plain(wording))) {
                combined.add(this.wordings.size());
                this.wordings.add(wording);
            }
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
        int chosen = draw(split, random);
        return new Asked(
                name + "#" + chosen,
                Typing.typed(Typing.polite(wordings.get(chosen), random), random, facts));
    }

    /** A wording of this side, with its facts still to be put in. */
    String wording(Split split, Random random) {
        return wordings.get(draw(split, random));
    }

    private int draw(Split split, Random random) {
        boolean fromCombined = !combined.isEmpty() && random.nextBoolean();
        List<Integer> side = split == Split.HELD_OUT ? heldOut : fromCombined ? combined : trained;
        return side.get(random.nextInt(side.size()));
    }
}
