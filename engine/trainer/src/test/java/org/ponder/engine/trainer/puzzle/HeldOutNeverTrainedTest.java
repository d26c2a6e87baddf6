package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
