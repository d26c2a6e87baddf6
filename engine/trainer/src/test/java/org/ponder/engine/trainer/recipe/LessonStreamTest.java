package org.ponder.engine.trainer.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.ponder.engine.trainer.lesson.Lesson;
import org.ponder.engine.trainer.lesson.PackedLessons;
import org.ponder.engine.trainer.puzzle.Family;
import org.ponder.engine.trainer.puzzle.Puzzle;

/**
 * A stream of lessons ends where it was to, where its reader has enough, or where it is stopped.
 */
final class LessonStreamTest {
    private static final int STEP = 4 * 128 + 4 * (128 / 32 + 1);

    private static PackedLessons lessons() {
        Lesson lesson =
                Lesson.of(
                        new Puzzle(Family.TALK, "", List.of(), "Hi", "well", "Ho", answer -> true));
        return new PackedLessons(random -> lesson, 1, 4096, 128);
    }

    /** Takes one step, then fails with these words. */
    private static OutputStream failing(String words) {
        return new OutputStream() {
            private boolean full;

            @Override
            public void write(int one) throws IOException {
                throw new IOException("not asked for");
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (full) {
                    throw new IOException(words);
                }
                full = true;
            }
        };
    }

    @Test
    void asManyStepsAsWantedAreWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LessonStream.write(lessons(), 5, new Stopping(), out);
        assertEquals(5 * STEP, out.size());
    }

    @Test
    void aReaderThatGoesAwayIsTheEnd() throws IOException {
        LessonStream.write(lessons(), Integer.MAX_VALUE, new Stopping(), failing("Broken pipe"));
        assertThrows(
                IOException.class,
                () ->
                        LessonStream.write(
                                lessons(),
                                Integer.MAX_VALUE,
                                new Stopping(),
                                failing("No space left on device")));
    }

    @Test
    void aWishToStopIsTheEnd() throws IOException {
        Stopping stopping = new Stopping();
        stopping.ask();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LessonStream.write(lessons(), Integer.MAX_VALUE, stopping, out);
        assertEquals(0, out.size());
    }
}
