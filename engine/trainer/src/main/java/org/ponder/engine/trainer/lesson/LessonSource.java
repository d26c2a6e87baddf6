package org.ponder.engine.trainer.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;
import org.ponder.engine.trainer.puzzle.Split;

/** Where lessons come from. */
@FunctionalInterface
public interface LessonSource {
    /** The next lesson; the same for the same state of {@code random}. */
    Lesson next(Random random);

    /**
     * Generated questions with generated thoughts, now and then after others in the same chat, and
     * now and then with the thought cut off or left out, as a thinking budget does.
     *
     * @param longest in tokens; longer ones are left out
     */
    static LessonSource generated(int longest) {
        return random -> {
            while (true) {
                Puzzle last = Family.draw(random).make(Split.TRAIN, random);
                List<Puzzle> earlier = new ArrayList<>();
                if (random.nextInt(6) == 0) {
                    int turns = 1 + random.nextInt(4);
                    for (int i = 0; i < turns; i++) {
                        Puzzle puzzle = Family.draw(random).make(Split.TRAIN, random);
                        if (puzzle.answer().length() < 120) {
                            earlier.add(puzzle);
                        }
                    }
                }
                int thought =
                        random.nextInt(12) > 0
                                ? Integer.MAX_VALUE
                                : random.nextBoolean()
                                        ? 0
                                        : random.nextInt(last.thought().length());
                Lesson lesson = Lesson.chat(earlier, last, thought);
                if (lesson.length() <= longest) {
                    return lesson;
                }
            }
        };
    }

    /** Lessons drawn from a list. */
    static LessonSource of(List<Lesson> lessons) {
        if (lessons.isEmpty()) {
            throw new IllegalArgumentException("There are no lessons to draw from.");
        }
        return random -> lessons.get(random.nextInt(lessons.size()));
    }

    /** Mostly the first, so many times in a hundred the second. */
    static LessonSource mixed(LessonSource first, LessonSource second, int percentSecond) {
        return random ->
                random.nextInt(100) < percentSecond ? second.next(random) : first.next(random);
    }
}
