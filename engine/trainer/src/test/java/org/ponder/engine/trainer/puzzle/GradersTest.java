package org.ponder.engine.trainer.puzzle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A grader takes every generated answer to its own question and none to another. */
final class GradersTest {
    @ParameterizedTest
    @EnumSource
    void generatedAnswersAreRightOnBothSides(Family family) {
        for (Split split : Split.values()) {
            Random random = new Random(3);
            for (int i = 0; i < 1_000; i++) {
                Puzzle puzzle = family.make(split, random);
                assertTrue(puzzle.check().right(puzzle.answer()), () -> puzzle.toString());
                assertFalse(puzzle.check().right(""), () -> puzzle.toString());
                assertFalse(puzzle.check().right("I do not know."), () -> puzzle.toString());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"COUNT", "SPELL", "REVERSE", "ADD", "SUBTRACT", "MULTIPLY", "SENTENCES"})
    void anotherQuestionsAnswerIsWrong(Family family) {
        Random random = new Random(5);
        int taken = 0;
        Puzzle before = family.make(Split.TRAIN, random);
        for (int i = 0; i < 500; i++) {
            Puzzle puzzle = family.make(Split.TRAIN, random);
            taken += puzzle.check().right(before.answer()) ? 1 : 0;
            before = puzzle;
        }
        // Counts are small numbers and often agree by chance.
        assertTrue(taken < (family == Family.COUNT ? 300 : 25), family + " " + taken);
    }

    @Test
    void sameSeedSameQuestions() {
        for (Family family : Family.values()) {
            Puzzle one = family.make(Split.TRAIN, new Random(9));
            Puzzle two = family.make(Split.TRAIN, new Random(9));
            assertEquals(one.question(), two.question());
            assertEquals(one.thought(), two.thought());
        }
    }

    @Test
    void numbersMustBeTheOnlyOnes() {
        Check sum =
                Graders.result(
                        BigInteger.valueOf(12), BigInteger.valueOf(5), BigInteger.valueOf(7));
        assertTrue(sum.right("5 + 7 = 12"));
        assertTrue(sum.right("12."));
        assertFalse(sum.right("11 or 12"));
        assertFalse(sum.right("5 + 7 = 112"));
        assertFalse(sum.right("5 + 7 = -12"));
    }

    @Test
    void decimalsAreNotTakenForTheirBeginnings() {
        Check bigger = Graders.names("9.9", List.of("9.9", "9.11"));
        assertTrue(bigger.right("9.9 is bigger."));
        assertFalse(bigger.right("9.91 is bigger."));
        assertFalse(bigger.right("9.11 is bigger."));
        assertFalse(bigger.right("9.9 is bigger than 9.11."));
    }

    @Test
    void sentencesMustDifferAndEndInTheWord() {
        Check two = Graders.sentences(2, "apple");
        assertTrue(two.right("1. She ate the apple.\n2. He saw an apple."));
        assertFalse(two.right("1. She ate the apple.\n2. She ate the apple."));
        assertFalse(two.right("1. She ate the apple.\n2. He saw the apples."));
        assertFalse(two.right("1. She ate the apple."));
        assertFalse(two.right("1. She ate the apple.\n3. He saw an apple."));
    }
}
