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

    /** Reinforcement once learned to decline: the 1 of "DeepSeek-R1" was taken for a count. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DECLINE")
    void decliningAnswersNothing(Family family) {
        Random random = new Random(7);
        String declined = Family.DECLINE.make(Split.TRAIN, random).answer();
        for (int i = 0; i < 1_000; i++) {
            Puzzle puzzle = family.make(Split.TRAIN, random);
            assertFalse(puzzle.check().right(declined), () -> puzzle.toString());
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
        assertFalse(sum.right("12.5"));
        assertFalse(sum.right("5 + 7 = 12,5"));
        Check three = Graders.counts("strawberry", 'r');
        assertTrue(three.right("The letter r appears 3 times in strawberry."));
        assertFalse(three.right("3.5"));
        assertFalse(three.right("1,3"));
    }

    @Test
    void aWordIsSpelledLetterByLetter() {
        Check spelled = Graders.spelled("straw");
        assertTrue(spelled.right("s-t-r-a-w"));
        assertTrue(spelled.right("S, T, R, A, W."));
        assertFalse(spelled.right("straw"));
        assertFalse(spelled.right("s-t-raw"));
    }

    @Test
    void yesAndNoAreWords() {
        assertTrue(Graders.says(false).right("No, Noah is taller."));
        assertFalse(Graders.says(false).right("Noah is taller."));
        assertFalse(Graders.says(true).right("Yesterday."));
        assertTrue(Graders.says(true).right("yes"));
    }

    @Test
    void whatIsBiggerIsNamedWithYesAndNo() {
        Check more = Graders.saysWith(true, "9.9", "9.11");
        assertTrue(more.right("Yes, 9.9 is bigger."));
        assertFalse(more.right("Yes, 9.11 is bigger."));
        assertFalse(more.right("No, 9.9 is bigger."));
        assertFalse(Graders.saysWith(false, "9.9", "9.11").right("No, 9.11 is bigger."));
    }

    @Test
    void nobodyIsCalledByAWordOfTheAnswer() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            Puzzle puzzle = Family.ORDER.make(Split.TRAIN, random);
            for (String name : puzzle.material()) {
                String rest = puzzle.answer().replaceFirst("^((Yes|No), )?\\w+", "");
                boolean said = rest.matches("(?is).*\\b" + name + "\\b.*");
                assertFalse(said && !puzzle.answer().contains(" than "), puzzle::answer);
                assertFalse(name.matches("The|Is|Than|Most|Least|Yes|No"), name);
            }
        }
    }

    @Test
    void aThingInACupThatStaysIsAlsoWhereTheCupIs() {
        Random random = new Random(6);
        int seen = 0;
        for (int i = 0; i < 2_000; i++) {
            Puzzle puzzle = Family.MARBLE.make(Split.TRAIN, random);
            List<String> story = puzzle.material(); // thing, cup, place, inside, name
            boolean stays =
                    story.size() == 5
                            && !puzzle.thought().contains("falls out")
                            && !puzzle.thought().contains("3. ");
            if (stays) {
                seen++;
                String where = "in the " + story.get(1) + ", on the " + story.get(2) + ".";
                assertTrue(puzzle.check().right("It is " + where), puzzle::toString);
                assertFalse(
                        puzzle.check().right("It is in the " + story.get(3) + "."),
                        puzzle::toString);
            }
        }
        assertTrue(seen > 10, "seen " + seen);
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
