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
    /** Characters before the last question of most long chats, at most about. */
    int LONG_CHAT = 1500;

    /** The same for one long chat in eight. */
    int LONGEST_CHAT = 3300;

    /** The next lesson; the same for the same state of {@code random}. */
    Lesson next(Random random);

    /**
     * Generated questions with generated thoughts, now and then after others in the same chat,
     * rarely far back in a long one, and now and then with the thought cut off or left out, as a
     * thinking budget does.
     *
     * @param longest in tokens, of lessons that are not long chats; longer ones are left out
     */
    static LessonSource generated(int longest) {
        return random -> {
            while (true) {
                Puzzle last = Family.draw(random).make(Split.TRAIN, random);
                boolean far = random.nextInt(20) == 0;
                List<Puzzle> earlier =
                        far
                                ? chat(random, farBack(random), Integer.MAX_VALUE)
                                : random.nextInt(6) == 0
                                        ? chat(random, 1 + random.nextInt(300), 120)
                                        : List.of();
                int thought =
                        random.nextInt(12) > 0
                                ? Integer.MAX_VALUE
                                : random.nextBoolean()
                                        ? 0
                                        : random.nextInt(last.thought().length());
                Lesson lesson = Lesson.chat(earlier, last, thought);
                if (lesson.length() <= (far ? longest + LONGEST_CHAT : longest)) {
                    return lesson;
                }
            }
        };
    }

    /** Single questions of one family with generated thoughts. */
    static LessonSource of(Family family, int longest) {
        return within(longest, random -> Lesson.of(family.make(Split.TRAIN, random)));
    }

    /** Another source's lessons but for those that are longer, in tokens. */
    static LessonSource within(int longest, LessonSource source) {
        return random -> {
            Lesson lesson = source.next(random);
            while (lesson.length() > longest) {
                lesson = source.next(random);
            }
            return lesson;
        };
    }

    private static int farBack(Random random) {
        return random.nextInt(random.nextInt(8) == 0 ? LONGEST_CHAT : LONG_CHAT);
    }

    /** Turns of so many characters in all, with answers of at most so many each. */
    private static List<Puzzle> chat(Random random, int characters, int longestAnswer) {
        List<Puzzle> turns = new ArrayList<>();
        int written = 0;
        while (written < characters) {
            Puzzle puzzle = Family.draw(random).make(Split.TRAIN, random);
            if (puzzle.answer().length() < longestAnswer) {
                turns.add(puzzle);
                written += puzzle.question().length() + puzzle.answer().length();
            }
        }
        return turns;
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
