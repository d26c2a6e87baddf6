package org.ponder.engine.trainer.recipe;

import java.util.Arrays;
import java.util.Random;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.LessonSource;
import org.ponder.engine.trainer.model.Vocabulary;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;

/**
 * What a base model has read before reinforcement: questions with bare answers, in the template,
 * and one in {@value #WORKED_EACH} with its steps written out. A large base has read both on the
 * web; a small one must be shown them, or no reply would ever earn a reward. Which of them earns
 * more is for reinforcement to find out.
 */
final class ZeroLessons {
    private static final int WORKED_EACH = 4;
    private static final String[] NOTES = {"I will answer.", "Let me see.", "Hm.", "One moment."};

    private ZeroLessons() {}

    /** In R1-Zero's template. */
    static LessonSource source(int longest) {
        return LessonSource.within(longest, ZeroLessons::lesson);
    }

    private static Lesson lesson(Random random) {
        Puzzle puzzle = Family.draw(random).make(Split.TRAIN, random);
        int[] reply =
                Vocabulary.ids(
                        " <think> "
                                + note(puzzle, random)
                                + " </think> <answer> "
                                + puzzle.answer()
                                + " </answer>");
        return Lesson.of(Dialect.ZERO.prompt(puzzle.question()), ended(reply));
    }

    /** In R1's template. */
    static LessonSource r1Source(int longest) {
        return LessonSource.within(longest, ZeroLessons::r1Lesson);
    }

    private static Lesson r1Lesson(Random random) {
        Puzzle puzzle = Family.draw(random).make(Split.TRAIN, random);
        return Lesson.of(
                new Puzzle(
                        puzzle.family(),
                        puzzle.phrasing(),
                        puzzle.material(),
                        puzzle.question(),
                        note(puzzle, random),
                        puzzle.answer(),
                        puzzle.check()));
    }

    private static int[] ended(int[] ids) {
        int[] ended = Arrays.copyOf(ids, ids.length + 1);
        ended[ids.length] = Vocabulary.END;
        return ended;
    }

    /** A word or two, or all the steps. */
    private static String note(Puzzle puzzle, Random random) {
        if (random.nextInt(WORKED_EACH) > 0) {
            return NOTES[random.nextInt(NOTES.length)];
        }
        return puzzle.thought()
                .replace(String.valueOf(Puzzle.SLIP), "")
                .replace(String.valueOf(Puzzle.MENDED), "");
    }
}
