package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Wordings with alternatives give whole questions. */
final class WordingsTest {
    private static final int DRAWN = 2_000;

    @Test
    void everyAlternativeComesAndNothingElse() {
        Wordings.Wording wording = Wordings.Wording.of("[|Please ]spell [the word |]{0}[.|?]");
        Set<String> drawn = new HashSet<>();
        Random random = new Random(1);
        for (int i = 0; i < DRAWN; i++) {
            drawn.add(wording.draw(random));
        }
        assertEquals(8, drawn.size());
        assertTrue(
                drawn.containsAll(List.of("spell {0}.", "Please spell the word {0}?")),
                drawn::toString);
    }

    @Test
    void bracketsThatDoNotMatchAreToldWithTheirLine() {
        for (String line : List.of("[a|b", "a|b]", "]a[")) {
            String message =
                    assertThrows(IllegalStateException.class, () -> Wordings.Wording.of(line), line)
                            .getMessage();
            assertTrue(String.valueOf(message).contains(line), line);
        }
    }

    @Test
    void aFormThatIsHeldOutIsNotTrained() {
        String kind = "spell";
        List<Wordings.Wording> heldOut = Wordings.heldOut(kind);
        assertFalse(heldOut.isEmpty());
        Phrasings phrasings =
                Phrasings.of(kind, "Spell {0}!", "a {0}", "b {0}", "c {0}", "Kept: {0}");
        Set<String> kept = new HashSet<>(Set.of("Kept: {0}"));
        heldOut.forEach(one -> kept.add(one.draw(new Random(2))));
        Random random = new Random(3);
        for (int i = 0; i < DRAWN; i++) {
            String trained = phrasings.wording(Split.TRAIN, random);
            assertFalse(kept.contains(trained), trained);
            String examined = phrasings.wording(Split.HELD_OUT, random);
            assertTrue(kept.contains(examined), examined);
        }
    }

    @ParameterizedTest
    @EnumSource
    void noQuestionHasAnUnfilledPlace(Family family) {
        Random random = new Random(4);
        for (Split split : Split.values()) {
            for (int i = 0; i < DRAWN; i++) {
                Puzzle puzzle = family.make(split, random);
                assertFalse(puzzle.question().matches("(?s).*[{}\\[\\]|].*"), puzzle.question());
                assertTrue(puzzle.check().right(puzzle.answer()), puzzle.answer());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DATES", "WEEKDAYS", "MARBLE", "TALK", "DECLINE"})
    void everyQuestionTellsAllThatItIsAbout(Family family) {
        Random random = new Random(5);
        for (int i = 0; i < DRAWN; i++) {
            Puzzle puzzle = family.make(Split.TRAIN, random);
            String question = puzzle.question().toLowerCase(Locale.ROOT);
            for (String fact : puzzle.material()) {
                assertTrue(
                        question.contains(fact.toLowerCase(Locale.ROOT)),
                        () -> puzzle.phrasing() + ": " + puzzle.question());
            }
        }
    }

    @Test
    void moreIsTakenAwayThanThereIsOnlyWhereThatMakesSense() {
        Random random = new Random(6);
        int below = 0;
        for (int i = 0; i < DRAWN; i++) {
            for (Split split : Split.values()) {
                Puzzle puzzle = Family.SUBTRACT.make(split, random);
                if (puzzle.answer().contains("= -")) {
                    below++;
                    assertTrue(puzzle.phrasing().startsWith("minus"), puzzle.question());
                }
            }
        }
        assertTrue(below > DRAWN / 8, "below zero " + below);
    }

    @Test
    void theNamesOfAStoryAreTypedWithoutMistakes() {
        Random random = new Random(7);
        for (int i = 0; i < 2 * DRAWN; i++) {
            Puzzle puzzle = Family.MARBLE.make(Split.TRAIN, random);
            if (puzzle.material().size() == 5) {
                String cup = puzzle.material().get(1);
                // Of a glass cup, the second sentence may say that it is the glass.
                String named = puzzle.question().contains(cup) ? cup : "no cup";
                assertEquals(cup, named, puzzle.question());
                assertTrue(
                        puzzle.question().contains(puzzle.material().getFirst()),
                        puzzle.question());
            }
        }
    }
}
