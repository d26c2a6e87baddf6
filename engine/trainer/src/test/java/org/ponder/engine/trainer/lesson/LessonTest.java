package org.ponder.engine.trainer.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.engine.trainer.model.Batch;
import org.ponder.engine.trainer.model.Vocabulary;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;

/** Only the last reply is learned, without its mistakes, and a step's batches never change. */
final class LessonTest {
    static Puzzle puzzle(String thought) {
        return new Puzzle(Family.TALK, "", List.of(), "Hi", thought, "Ho", answer -> true);
    }

    @Test
    void onlyTheLastReplyIsLearned() {
        Lesson lesson = Lesson.chat(List.of(puzzle("old")), puzzle("new"));
        StringBuilder learned = new StringBuilder();
        for (int i = 0; i < lesson.length(); i++) {
            if (lesson.learned()[i]) {
                learned.append(
                        lesson.ids()[i] < 256 ? String.valueOf((char) lesson.ids()[i]) : "|");
            }
        }
        assertEquals("new|Ho|", learned.toString());
        assertEquals(Vocabulary.USER, lesson.ids()[lesson.lastTurn()]);
    }

    @Test
    void mistakesAreReadButNotLearned() {
        Lesson lesson = Lesson.of(puzzle("a" + Puzzle.SLIP + "b" + Puzzle.MENDED + "c"));
        int at = Lesson.prompt("Hi").length;
        assertEquals("abc", Lesson.text(lesson.ids(), at, at + 3));
        assertTrue(lesson.learned()[at]);
        assertFalse(lesson.learned()[at + 1]);
        assertTrue(lesson.learned()[at + 2]);
    }

    @Test
    void afterAThoughtCutOffTheAnswerAloneIsLearned() {
        Puzzle puzzle = puzzle("a" + Puzzle.SLIP + "b" + Puzzle.MENDED + "c");
        for (int cut = 0; cut < puzzle.thought().length(); cut++) {
            Lesson lesson = Lesson.chat(List.of(), puzzle, cut);
            int answer = lesson.length() - "Ho".length() - 1;
            assertEquals(Vocabulary.END_THINK, lesson.ids()[answer - 1]);
            for (int i = 0; i < lesson.length(); i++) {
                assertEquals(i >= answer, lesson.learned()[i]);
            }
        }
    }

    @Test
    void aStepHasTheSameBatchesWheneverItIsResumed() {
        Batches batches = new Batches(LessonSource.generated(640), 4, 4096);
        List<Batch> one = batches.of(17, 4096, 2048);
        List<Batch> two = new Batches(LessonSource.generated(640), 4, 4096).of(17, 4096, 2048);
        assertEquals(one.size(), two.size());
        for (int i = 0; i < one.size(); i++) {
            assertArrayEquals(one.get(i).ids(), two.get(i).ids());
            assertArrayEquals(one.get(i).positions(), two.get(i).positions());
        }
    }

    @Test
    void paddingIsNeverLearned() {
        for (Batch batch : new Batches(LessonSource.generated(640), 4, 4096).of(3, 8192, 2048)) {
            for (int r = 0; r < batch.rows(); r++) {
                for (int t = 0; t < batch.length(); t++) {
                    if (batch.ids()[r][t + 1] == Vocabulary.PAD) {
                        assertEquals(0, batch.weights()[r][t]);
                    }
                }
            }
            assertTrue(batch.rows() == 1 || batch.rows() * batch.length() <= 2048);
        }
    }

    @Test
    void repliesAreWellFormedOnlyWithOneThoughtAnAnswerAndAnEnd() {
        Lesson lesson = Lesson.of(Family.ADD.make(Split.TRAIN, new Random(1)));
        int from = 0;
        while (!lesson.learned()[from]) {
            from++;
        }
        int[] reply = Arrays.copyOfRange(lesson.ids(), from, lesson.length());
        assertTrue(Reading.of(reply).wellFormed());
        assertFalse(Reading.of(Arrays.copyOf(reply, reply.length - 1)).wellFormed());
        assertFalse(Reading.of(new int[] {Vocabulary.END_THINK, 'a', Vocabulary.END}).wellFormed());
        assertFalse(Reading.of(new int[] {'a', Vocabulary.END}).wellFormed());
        assertFalse(Reading.of(new int[0]).wellFormed());
    }

    @Test
    void advantagesAreAgainstTheGroup() {
        assertArrayEquals(new double[] {1, -1}, PolicyBatches.advantages(1, 0), 1e-9);
        assertArrayEquals(new double[] {0, 0, 0}, PolicyBatches.advantages(1, 1, 1), 0);
    }

    @Test
    void groupsThatAreAllRightOrNoneAreLeftOut() {
        Lesson lesson = Lesson.of(Family.ADD.make(Split.TRAIN, new Random(1)));
        Sampled right = new Sampled(lesson, 1, 1);
        Sampled wrong = new Sampled(lesson, 0.1, 1);
        Sampled outOfForm = new Sampled(lesson, 0, 1);
        assertEquals(List.of(), PolicyBatches.of(List.of(wrong, outOfForm), 2, 4096));
        assertEquals(List.of(), PolicyBatches.of(List.of(right, right), 2, 4096));
        int rows =
                PolicyBatches.of(List.of(wrong, wrong, right, wrong), 2, 4096).stream()
                        .mapToInt(batch -> batch.batch().rows())
                        .sum();
        assertEquals(2, rows);
    }

    @Test
    void aTokenOfALongReplyWeighsAsMuchAsOneOfAShortReply() {
        int[] prompt = Lesson.prompt("Hi");
        Lesson brief = Lesson.of(prompt, new int[] {'a', Vocabulary.END});
        Lesson lengthy = Lesson.of(prompt, new int[] {'a', 'b', 'c', 'd', Vocabulary.END});
        var batch =
                PolicyBatches.of(
                                List.of(new Sampled(brief, 0, 1), new Sampled(lengthy, 1, 4)),
                                2,
                                1024)
                        .getFirst()
                        .batch();
        int first = prompt.length - 1;
        assertEquals(batch.weights()[0][first], batch.weights()[1][first]);
    }
}
