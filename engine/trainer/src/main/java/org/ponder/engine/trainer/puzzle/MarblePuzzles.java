package org.ponder.engine.trainer.puzzle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Where a thing is after it was put somewhere, carried about, or spilled. */
final class MarblePuzzles {
    private static final Phrasings WHERE =
            Phrasings.of(
                    "where",
                    "Where is the {0}?",
                    "Where is the {0} now?",
                    "Where's the {0}?",
                    "So where is the {0}?",
                    "Where is the {0} at the end?",
                    "Where will I find the {0}?",
                    "Tell me where the {0} is.",
                    "Where's the {0} now?",
                    "Do you know where the {0} is?",
                    "Now where is the {0}?",
                    "Where can I find the {0}?",
                    "Where did the {0} end up?",
                    "In the end, where is the {0}?",
                    "Where must I look for the {0}?",
                    "Where do I find the {0} now?",
                    "Tell me where the {0} is now.",
                    "Where is the {0} in the end?",
                    "And where is the {0}?",
                    "Where does the {0} end up?",
                    "So where is the {0} now?");

    private static final Phrasings PUT =
            Phrasings.of(
                    "put",
                    "A {0} is put in a {1}.",
                    "A {0} is placed in a {1}.",
                    "I put a {0} in a {1}.",
                    "{2} puts a {0} in a {1}.",
                    "Someone drops a {0} into a {1}.",
                    "There is a {0} in a {1}.",
                    "{2} drops a {0} into a {1}.",
                    "{2} places a {0} in a {1}.",
                    "I drop a {0} into a {1}.",
                    "A {0} lies in a {1}.",
                    "A {0} is dropped into a {1}.",
                    "{2} has a {1} with a {0} in it.",
                    "Someone puts a {0} in a {1}.",
                    "A {1} has a {0} in it.",
                    "{2} throws a {0} into a {1}.");
    private static final Phrasings TURN =
            Phrasings.of(
                    "turn",
                    "The {1} is then turned upside down and put on a {3}.",
                    "The {1} is turned upside down on the {3}.",
                    "Then the {1} is turned over and put on the {3}.",
                    "{2} turns the {1} upside down and sets it on the {3}.",
                    "Then {2} turns the {1} over onto a {3}.",
                    "The {1} is turned over onto the {3}.",
                    "{2} puts the {1} upside down on the {3}.",
                    "Then the {1} is flipped over and placed on a {3}.",
                    "{2} flips the {1} over on the {3}.",
                    "Then {2} turns the {1} upside down on a {3}.",
                    "{2} turns over the {1} onto a {3}.",
                    "Next, the {1} is put upside down on a {3}.",
                    "I turn the {1} upside down and put it on the {3}.",
                    "{2} turns the {1} over and puts it on a {3}.",
                    "Then {2} flips the {1} upside down onto the {3}.");
    private static final Phrasings STAND =
            Phrasings.of(
                    "stand",
                    "The {1} is then put on a {3}.",
                    "The {1} stands on the {3}.",
                    "Then the {1} is set on the {3}.",
                    "{2} sets the {1} on the {3}.",
                    "Then {2} puts the {1} on a {3}.",
                    "The {1} is placed on the {3}.",
                    "{2} places the {1} on a {3}.",
                    "Next, the {1} is put on a {3}.",
                    "I put the {1} on the {3}.",
                    "Then {2} places the {1} on the {3}.",
                    "The {1} is set down on a {3}.",
                    "{2} puts the {1} down on the {3}.",
                    "Then the {1} is placed on a {3}.",
                    "{2} stands the {1} on the {3}.",
                    "Then {2} sets the {1} down on the {3}.");
    private static final Phrasings CARRY =
            Phrasings.of(
                    "carry",
                    "Then the {1} is picked up and put in a {4}.",
                    "The {1} is picked up and put in the {4}.",
                    "{2} lifts the {1} and puts it in the {4}.",
                    "Then {2} puts the {1} in the {4}.",
                    "Then {2} picks up the {1} and puts it in a {4}.",
                    "{2} picks up the {1} and puts it in the {4}.",
                    "{2} takes the {1} and puts it in the {4}.",
                    "Next, the {1} is put in the {4}.",
                    "The {1} is then put in a {4}.",
                    "Then {2} lifts the {1} and places it in the {4}.",
                    "I pick up the {1} and put it in the {4}.",
                    "Then the {1} is placed in the {4}.",
                    "{2} places the {1} in a {4}.",
                    "Later the {1} is put in a {4}.",
                    "Then {2} takes the {1} and places it in a {4}.");
    private static final Phrasings FIRST_MOVE =
            Phrasings.of(
                    "first-move",
                    "{0} puts the {1} in the {2}.",
                    "The {1} is in the {2}.",
                    "{0} hides the {1} in the {2}.",
                    "{0} leaves the {1} in the {2}.",
                    "{0} places the {1} in the {2}.",
                    "{0} drops the {1} in the {2}.",
                    "{0} has put the {1} in the {2}.",
                    "At first the {1} is in the {2}.",
                    "{0} keeps the {1} in the {2}.",
                    "{0} lays the {1} in the {2}.");
    private static final Phrasings NEXT_MOVE =
            Phrasings.of(
                    "next-move",
                    "{0} moves the {1} to the {2}.",
                    "Then {0} puts the {1} in the {2}.",
                    "{0} takes the {1} and puts it in the {2}.",
                    "Later {0} moves the {1} into the {2}.",
                    "Then {0} moves the {1} to the {2}.",
                    "{0} carries the {1} to the {2}.",
                    "Then {0} takes the {1} to the {2}.",
                    "Now {0} puts the {1} in the {2}.",
                    "{0} brings the {1} to the {2}.",
                    "Then {0} carries the {1} into the {2}.");

    /** No thing is called by these. */
    private static final String IN_EVERY_ANSWER = "the is in on";

    private MarblePuzzles() {}

    static Puzzle marble(Split split, Random random) {
        return random.nextInt(5) < 3 ? turned(split, random) : moved(split, random);
    }

    /** A cup that may be turned over, so that what is in it stays behind. */
    private static Puzzle turned(Split split, Random random) {
        Set<String> seen = new HashSet<>();
        String thing = another(seen, split, random, Cast.THINGS);
        String cup = another(seen, split, random, Cast.CUPS);
        String place = another(seen, split, random, Cast.PLACES);
        String inside = another(seen, split, random, Cast.INSIDES);
        String name = Words.pickOrAny(split, random, Cast.NAMES);
        boolean over = random.nextInt(5) < 3;
        boolean carried = random.nextInt(5) < 4;
        String later = cup.equals("glass cup") && random.nextBoolean() ? "glass" : cup;
        String[] facts = {thing, later, name, place, inside, cup};
        List<String> story = new ArrayList<>();
        story.add(PUT.wording(split, random).replace("{1}", "{5}"));
        String second = (over ? TURN : STAND).wording(split, random);
        story.add(second);
        if (carried) {
            story.add(CARRY.wording(split, random));
        }
        Phrasings.Asked asked = WHERE.ask(split, random, thing);
        String told = Typing.typed(String.join(" ", story), random, facts);

        StringBuilder thought = new StringBuilder();
        thought.append("1. The ")
                .append(thing)
                .append(" is in the ")
                .append(cup)
                .append(".\n2. ")
                .append(Typing.fill(second, facts)); // what is decided now stands beside it
        if (over) {
            thought.append(" It is turned over, so the ")
                    .append(thing)
                    .append(" falls out on the ")
                    .append(place)
                    .append(".");
        } else {
            thought.append(" It is upright, so the ")
                    .append(thing)
                    .append(" is still in the ")
                    .append(cup)
                    .append(".");
        }
        if (carried) {
            thought.append("\n3. The ")
                    .append(cup)
                    .append(" goes to the ")
                    .append(inside)
                    .append(". ");
            thought.append(
                    over
                            ? "Wait, the " + thing + " is not in it. It stays on the " + place + "."
                            : "The " + thing + " goes with it.");
        }
        String where;
        String answer;
        if (over) {
            where = place;
            answer = "The " + thing + " is on the " + place + ".";
        } else if (carried) {
            where = inside;
            answer = "The " + thing + " is in the " + cup + ", in the " + inside + ".";
        } else {
            where = cup;
            answer = "The " + thing + " is in the " + cup + ".";
        }
        List<String> wrong = new ArrayList<>(List.of(inside));
        if (over || carried) {
            wrong.add(place); // A cup that stays there is in no other place.
        }
        if (over) {
            wrong.add(cup);
        }
        return new Puzzle(
                Family.MARBLE,
                asked.phrasing(),
                List.of(thing, cup, place, inside, name),
                told.replaceAll("\\b([Aa]) ([aeiou])", "$1n $2") + " " + asked.text(),
                thought.toString(),
                answer,
                Graders.names(where, wrong));
    }

    /** One that is not in the story yet: an answer that names two things alike tells nothing. */
    private static String another(Set<String> seen, Split split, Random random, String... all) {
        while (true) {
            String one = Words.pickOrAny(split, random, all);
            if (!Words.shareAWord(one, IN_EVERY_ANSWER)
                    && seen.stream().noneMatch(other -> Words.shareAWord(one, other))) {
                seen.add(one);
                return one;
            }
        }
    }

    private static List<String> others(
            int count, Set<String> seen, Split split, Random random, String... all) {
        List<String> some = new ArrayList<>();
        while (some.size() < count) {
            some.add(another(seen, split, random, all));
        }
        return some;
    }

    /** Two things moved from place to place; one is asked for. */
    private static Puzzle moved(Split split, Random random) {
        Set<String> seen = new HashSet<>();
        List<String> things = others(2, seen, split, random, Cast.THINGS);
        List<String> places = others(4, seen, split, random, Cast.INSIDES);
        List<String> names = Words.pickSomeOrAny(split, random, 3, Cast.NAMES);
        int moves = 2 + random.nextInt(3);
        int[] at = {-1, -1};
        StringBuilder story = new StringBuilder();
        StringBuilder thought = new StringBuilder();
        for (int i = 0; i < moves; i++) {
            int which = i < 2 && random.nextInt(3) > 0 ? i % 2 : random.nextInt(2);
            int to = random.nextInt(places.size());
            while (to == at[which]) {
                to = random.nextInt(places.size());
            }
            String wording = (at[which] < 0 ? FIRST_MOVE : NEXT_MOVE).wording(split, random);
            at[which] = to;
            story.append(
                    Typing.typed(
                            wording + " ",
                            random,
                            names.get(random.nextInt(names.size())),
                            things.get(which),
                            places.get(to)));
            thought.append(i + 1)
                    .append(". The ")
                    .append(things.get(which))
                    .append(" is in the ")
                    .append(places.get(to))
                    .append(". Now: ")
                    .append(state(things, at, places))
                    .append(".\n");
        }
        int asked = at[0] < 0 ? 1 : at[1] < 0 ? 0 : random.nextInt(2);
        Phrasings.Asked question = WHERE.ask(split, random, things.get(asked));
        String where = places.get(at[asked]);
        thought.append("So the ")
                .append(things.get(asked))
                .append(" is in the ")
                .append(where)
                .append('.');
        List<String> material = new ArrayList<>(things);
        material.addAll(places);
        material.addAll(names);
        return new Puzzle(
                Family.MARBLE,
                question.phrasing(),
                material,
                story + question.text(),
                thought.toString(),
                "The " + things.get(asked) + " is in the " + where + ".",
                Graders.names(where, places));
    }

    /** Where everything is: what is asked for is then found in the last line alone. */
    private static String state(List<String> things, int[] at, List<String> places) {
        List<String> known = new ArrayList<>();
        for (int i = 0; i < at.length; i++) {
            if (at[i] >= 0) {
                known.add("the " + things.get(i) + " is in the " + places.get(at[i]));
            }
        }
        return String.join(", ", known);
    }
}
