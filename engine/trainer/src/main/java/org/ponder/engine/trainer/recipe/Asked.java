package org.ponder.engine.trainer.recipe;

import java.io.IOException;
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

    /**
     * Asks a model at the temperature of reinforcement.
     *
     * @param each replies to every question
     * @param longest reply, in tokens
     * @return the replies to one question after those to another
     */
    List<Sampled> replies(
            Rollouts rollouts, List<Puzzle> puzzles, int each, int longest, long replySeed)
            throws IOException {
        List<int[]> prompts =
                puzzles.stream().map(puzzle -> dialect.prompt(puzzle.question())).toList();
        List<List<int[]>> sampled =
                rollouts.sample(prompts, each, Rollouts.Manner.plain(longest), replySeed);
        List<Sampled> replies = new ArrayList<>();
        for (int i = 0; i < puzzles.size(); i++) {
            for (int[] ids : sampled.get(i)) {
                replies.add(judged(prompts.get(i), ids, puzzles.get(i)));
            }
        }
        return replies;
    }

    /** A reply with its reward: 1 if it is right and in form, a little for form alone. */
    private Sampled judged(int[] prompt, int[] ids, Puzzle puzzle) {
        Reading reading = dialect.read(ids);
        double reward = 0;
        if (reading.wellFormed()) {
            reward = puzzle.check().right(reading.answer()) ? Sampled.RIGHT : FORM_ALONE;
        }
        return new Sampled(Lesson.of(prompt, ids), reward, reading.thoughtTokens());
    }
}
