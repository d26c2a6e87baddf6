package org.ponder.engine.trainer.recipe;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.Reading;
import org.ponder.engine.trainer.lesson.Sampled;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;

/**
 * What a stage of reinforcement asks, and what a reply earns: rules alone decide, as in R1.
 *
 * @param dialect in which it is asked
 * @param families of the questions
 * @param seed of the questions and of the replies
 */
record Asked(Dialect dialect, Set<Family> families, long seed) {
    private static final double FORM_ALONE = 0.1;

    /** Training questions, the same for the same state of {@code random}. */
    List<Puzzle> puzzles(int count, Random random) {
        List<Puzzle> puzzles = new ArrayList<>();
        while (puzzles.size() < count) {
            Family family = Family.draw(random);
            if (families.contains(family)) {
                puzzles.add(family.make(Split.TRAIN, random));
            }
        }
        return puzzles;
    }

    /** The questions as the model reads them, in token ids. */
    List<int[]> prompts(List<Puzzle> puzzles) {
        return puzzles.stream().map(puzzle -> dialect.prompt(puzzle.question())).toList();
    }

    /** A reply with its reward: 1 if it is right and in form, a little for form alone. */
    Sampled judged(int[] prompt, int[] ids, Puzzle puzzle) {
        Reading reading = dialect.read(ids);
        double reward = 0;
        if (reading.wellFormed()) {
            reward = puzzle.check().right(reading.answer()) ? Sampled.RIGHT : FORM_ALONE;
        }
        return new Sampled(Lesson.of(prompt, ids), reward, reading.thoughtTokens());
    }
}
