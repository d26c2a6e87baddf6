package org.ponder.engine.trainer.lesson;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.engine.trainer.model.Vocabulary;

/** A packed step holds whole lessons, one behind the other, and says where each begins. */
final class PackedLessonsTest {
    private static final int TOKENS = 8192;
    private static final int CONTEXT = 4096;

    private static PackedLessons generated(int tokens) {
        return new PackedLessons(LessonSource.generated(960), 7, CONTEXT, tokens);
    }

    private static ByteBuffer read(byte[] step) {
        return ByteBuffer.wrap(step).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int[] starts(ByteBuffer step, int tokens) {
        int[] starts = new int[tokens / 32 + 1];
        step.slice(4 * tokens, 4 * starts.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer()
                .get(starts);
        return starts;
    }

    @Test
    void theLessonsAreThoseOfTheSource() {
        Lesson lesson = Lesson.of(LessonTest.puzzle("well"));
        int length = lesson.length();
        ByteBuffer step = read(new PackedLessons(random -> lesson, 1, CONTEXT, 128).of(0));
        int[] starts = starts(step, 128);
        for (int l = 0; l < 128 / 32 - 1; l++) {
            assertEquals(l * length, starts[l]);
            for (int t = 0; t < length; t++) {
                int token = step.getShort(2 * (starts[l] + t)) & 0xffff;
                assertEquals(lesson.ids()[t], token & 0x3fff);
                assertEquals(lesson.learned()[t], (token & PackedLessons.LEARNED) != 0);
                assertEquals(t > 0 && t < 4, (token & PackedLessons.READ) != 0, "token " + t);
                assertEquals(t, step.getShort(2 * (128 + starts[l] + t)));
            }
        }
        for (int t = 3 * length; t < 128; t++) {
            assertEquals(Vocabulary.PAD, step.getShort(2 * t));
        }
    }

    @Test
    void startsRiseAndLeaveOnlyPaddingToTheEnd() {
        ByteBuffer step = read(generated(TOKENS).of(3));
        int[] starts = starts(step, TOKENS);
        int lessons = Arrays.binarySearch(starts, TOKENS);
        lessons = lessons < 0 ? -lessons - 1 : lessons;
        while (starts[lessons - 1] == TOKENS) {
            lessons--;
        }
        int learned = 0;
        for (int l = 0; l < starts.length - 1; l++) {
            assertTrue(starts[l] <= starts[l + 1], "lesson " + l);
            boolean padding = l >= lessons - 1;
            for (int t = starts[l]; t < starts[l + 1]; t++) {
                int token = step.getShort(2 * t) & 0xffff;
                int position = step.getShort(2 * (TOKENS + t));
                assertTrue(position >= 0 && position < CONTEXT, "position " + position);
                learned += token >= PackedLessons.LEARNED ? 1 : 0;
                assertEquals(padding, token == Vocabulary.PAD, "token " + t);
            }
            if (!padding) {
                assertEquals(Vocabulary.USER, step.getShort(2 * starts[l]));
                assertEquals(0, step.getShort(2 * (TOKENS + starts[l])));
            }
        }
        assertTrue(learned > TOKENS / 4, learned + " of " + TOKENS + " tokens are learned.");
    }

    @Test
    void theSameStepIsTheSameAndAnotherIsNot() {
        assertArrayEquals(generated(TOKENS).of(5), generated(TOKENS).of(5));
        assertTrue(!Arrays.equals(generated(TOKENS).of(5), generated(TOKENS).of(6)));
    }

    @Test
    void longChatsFitToo() {
        Random random = new Random(1);
        LessonSource source = LessonSource.generated(960);
        int longest = 0;
        for (int i = 0; i < 2_000; i++) {
            longest = Math.max(longest, source.next(random).length());
        }
        assertTrue(longest > 2_000 && longest <= CONTEXT + 200, "longest " + longest);
    }
}
