package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No held-out wording is ever trained, and no held-out word, number, name or date. */
final class HeldOutNeverTrainedTest {
    private static final int DRAWN = 2_000;

    @ParameterizedTest
    @EnumSource
    void wordings(Family family) {
        Set<String> trained = phrasings(family, Split.TRAIN);
        Set<String> heldOut = phrasings(family, Split.HELD_OUT);
        assertFalse(heldOut.isEmpty());
        for (String phrasing : heldOut) {
            assertFalse(trained.contains(phrasing), phrasing);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"put turn stand carry first-move next-move", "subtract minus"})
    void notAsAWordingOfAnotherKind(String kindsThatTellTheSame) {
        draw(Family.MARBLE, Split.HELD_OUT); // so that their phrasings are there
        draw(Family.SUBTRACT, Split.HELD_OUT);
        List<Phrasings> kinds = new ArrayList<>();
        for (String kind : kindsThatTellTheSame.split(" ", -1)) {
            kinds.add(Objects.requireNonNull(Phrasings.ALL.get(kind)));
        }
        Random random = new Random(12);
        Set<String> heldOut = new HashSet<>();
        for (int i = 0; i < DRAWN; i++) {
            kinds.forEach(
                    kind -> heldOut.add(Phrasings.plain(kind.wording(Split.HELD_OUT, random))));
        }
        for (int i = 0; i < 5 * DRAWN; i++) {
            for (Phrasings kind : kinds) {
                String trained = kind.wording(Split.TRAIN, random);
                assertFalse(heldOut.contains(Phrasings.plain(trained)), trained);
            }
        }
    }

    /** "Please:" before one wording may be another. */
    @Test
    void notByWhatIsPutBeforeOrAfter() {
        draw(Family.REVERSE, Split.HELD_OUT); // so that its phrasings are there
        Phrasings phrasings = Objects.requireNonNull(Phrasings.ALL.get("reverse"));
        Random random = new Random(13);
        Set<String> heldOut = new HashSet<>();
        for (int i = 0; i < DRAWN; i++) {
            heldOut.add(Phrasings.plain(phrasings.wording(Split.HELD_OUT, random)));
        }
        for (int i = 0; i < 60_000; i++) {
            String asked = phrasings.ask(Split.TRAIN, random, "{0}", "{1}").text();
            assertFalse(heldOut.contains(Phrasings.plain(asked)), asked);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COUNT", "SPELL", "REVERSE", "SORT_LETTERS", "SENTENCES"})
    void words(Family family) {
        for (Puzzle puzzle : draw(family, Split.TRAIN)) {
            puzzle.material().forEach(word -> assertFalse(Words.heldOut(word), word));
        }
        for (Puzzle puzzle : draw(family, Split.HELD_OUT)) {
            puzzle.material().forEach(word -> assertTrue(Words.heldOut(word), word));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ADD", "SUBTRACT", "MULTIPLY", "COMPARE"})
    void numberRanges(Family family) {
        for (Puzzle puzzle : draw(family, Split.TRAIN)) {
            assertFalse(holdsOutNumber(puzzle), puzzle.question());
        }
        for (Puzzle puzzle : draw(family, Split.HELD_OUT)) {
            assertTrue(holdsOutNumber(puzzle), puzzle.question());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MARBLE", "ORDER", "DATES", "WEEKDAYS"})
    void namesThingsAndDates(Family family) {
        Set<String> trained = new HashSet<>();
        draw(family, Split.TRAIN).forEach(puzzle -> trained.add(key(family, puzzle)));
        for (Puzzle puzzle : draw(family, Split.HELD_OUT)) {
            assertFalse(trained.contains(key(family, puzzle)), puzzle.question());
        }
        if (family == Family.MARBLE || family == Family.ORDER) {
            Set<String> names = new HashSet<>();
            draw(family, Split.TRAIN).forEach(puzzle -> names.addAll(puzzle.material()));
            for (Puzzle puzzle : draw(family, Split.HELD_OUT)) {
                puzzle.material().forEach(name -> assertFalse(names.contains(name), name));
            }
        }
    }

    private static String key(Family family, Puzzle puzzle) {
        return family + String.join("/", puzzle.material());
    }

    private static boolean holdsOutNumber(Puzzle puzzle) {
        return puzzle.material().stream()
                .anyMatch(n -> Numbers.heldOut(Long.parseLong(n.replace(".", ""))));
    }

    private static Set<String> phrasings(Family family, Split split) {
        Set<String> all = new HashSet<>();
        draw(family, split).forEach(puzzle -> all.add(puzzle.phrasing()));
        return all;
    }

    private static List<Puzzle> draw(Family family, Split split) {
        Random random = new Random(11);
        List<Puzzle> puzzles = new ArrayList<>();
        for (int i = 0; i < DRAWN; i++) {
            puzzles.add(family.make(split, random));
        }
        return puzzles;
    }
}
