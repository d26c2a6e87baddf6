package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Questions put together out of what is asked and how one asks: any thing to do, to have or to know
 * goes into any frame of its sort, so that neither tells anything of the other, and a model that is
 * to know a question must read both.
 */
final class Grammar {
    private static final Pattern VERB = Pattern.compile("<(\\w+)>");
    private static final Pattern HOLE = Pattern.compile("\\{[a-z]+}");
    private static final Pattern DOUBLED = Pattern.compile("[^aeiou]*[aeiou][^aeiouwxy]");

    /** Past and participle of the verbs that are irregular. */
    private static final Map<String, String[]> IRREGULAR = irregular();

    private final String kind;
    private final List<Act> acts = new ArrayList<>();

    /** What is asked, and the frames that it fits. */
    private record Act(String id, Wordings.Wording words, List<Wordings.Wording> frames) {}

    /** A question and what it was made of. */
    record Question(String id, String words) {}

    /**
     * @param kind of question
     */
    Grammar(String kind) {
        this.kind = kind;
        for (String sort : List.of("do", "thing", "clause")) {
            List<Wordings.Wording> frames = Wordings.acts(sort + "-frame");
            for (Wordings.Wording words : Wordings.acts(kind + "-" + sort)) {
                acts.add(new Act("@" + acts.size(), words, frames));
            }
        }
    }

    /** Whether it knows no such question. */
    boolean isEmpty() {
        return acts.isEmpty();
    }

    /** A question with its facts still to be put in. */
    Question draw(Random random) {
        if (acts.isEmpty()) {
            throw new IllegalStateException("There are no acts of the kind " + kind + ".");
        }
        Act act = acts.get(random.nextInt(acts.size()));
        int frame = random.nextInt(act.frames().size());
        String said = act.words().draw(random);
        String question =
                HOLE.matcher(act.frames().get(frame).draw(random))
                        .replaceAll(hole -> inflected(said, hole.group()));
        return new Question(
                act.id() + "/" + frame,
                Character.toUpperCase(question.charAt(0)) + question.substring(1));
    }

    private static String inflected(String said, String hole) {
        return VERB.matcher(said)
                .replaceAll(verb -> {
                    String base = verb.group(1);
                    return switch (hole) {
                        case "{did}" -> past(base, 0);
                        case "{done}" -> past(base, 1);
                        case "{doing}" -> stem(base) + "ing";
                        default -> base;
                    };
                });
    }

    private static String past(String base, int form) {
        String[] forms = IRREGULAR.get(base);
        if (forms != null) {
            return forms[form];
        }
        return base.matches(".*[^aeiou]y")
                ? base.substring(0, base.length() - 1) + "ied"
                : stem(base) + "ed";
    }

    /** What an ending with a vowel comes after: sort, writ, cutt. */
    private static String stem(String base) {
        if (base.endsWith("e")) {
            return base.substring(0, base.length() - 1);
        }
        return DOUBLED.matcher(base).matches() ? base + base.charAt(base.length() - 1) : base;
    }

    private static Map<String, String[]> irregular() {
        Map<String, String[]> verbs = new HashMap<>();
        Random unused = new Random(0); // A line of verbs has one form.
        for (Wordings.Wording line : Wordings.acts("verbs")) {
            String[] forms = line.draw(unused).split(" ", -1);
            verbs.put(forms[0], new String[] {forms[1], forms[2]});
        }
        return verbs;
    }
}
