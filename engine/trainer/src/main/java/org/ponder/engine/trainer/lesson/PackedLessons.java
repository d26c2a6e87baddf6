package org.ponder.engine.trainer.lesson;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ponder.engine.trainer.model.Vocabulary;

/**
 * Lessons one behind the other in one long row a step, for a trainer on a graphics processor that
 * reads them from a pipe. Nothing is padding but the end of the row; which tokens belong together
 * is told beside them, so that no lesson need read another.
 *
 * <p>A step is, in little-endian order: {@code tokens} ids of 16 bits, with the highest bit set
 * where the token is to be learned, and the next one where it is of what was said before the reply;
 * as many positions of 16 bits; and {@code tokens / 32 + 1} numbers of 32 bits, where each lesson
 * begins, with the row's length for all that are not needed.
 */
public final class PackedLessons {
    /** Set in a token that is to be learned. */
    static final int LEARNED = 0x8000;

    /** Set in a token of what stands before the reply, but for the first and the last of that. */
    static final int READ = 0x4000;

    private static final int SHORTEST = 32;

    private final LessonSource source;
    private final long seed;
    private final int context;
    private final int tokens;

    /**
     * @param seed of all steps: the same step has the same lessons
     * @param context positions that the model is to know
     * @param tokens of a step, some thousands at least
     */
    public PackedLessons(LessonSource source, long seed, int context, int tokens) {
        this.source = source;
        this.seed = seed;
        this.context = context;
        this.tokens = tokens;
    }

    /** The lessons of one step as bytes. */
    public byte[] of(int step) {
        Random random = Batches.random(seed, step);
        ByteBuffer out =
                ByteBuffer.allocate(4 * tokens + 4 * (tokens / SHORTEST + 1))
                        .order(ByteOrder.LITTLE_ENDIAN);
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (starts.size() < tokens / SHORTEST - 1) {
            Lesson lesson = source.next(random);
            if (at + lesson.length() > tokens) {
                break;
            }
            starts.add(at);
            int gap = Batches.gap(lesson, context, random);
            boolean reply = false;
            for (int t = 0; t < lesson.length(); t++) {
                int id = lesson.ids()[t];
                reply |= id == Vocabulary.THINK;
                int mark = lesson.learned()[t] ? LEARNED : t > 0 && !reply ? READ : 0;
                out.putShort(2 * (at + t), (short) (id | mark));
                out.putShort(
                        2 * (tokens + at + t), (short) Batches.position(lesson, t, gap, context));
            }
            at += lesson.length();
        }
        starts.add(at); // The rest of the row is a lesson of padding, of which nothing is learned.
        for (int t = at; t < tokens; t++) {
            out.putShort(2 * t, (short) Vocabulary.PAD);
        }
        for (int i = 0; i <= tokens / SHORTEST; i++) {
            out.putInt(4 * tokens + 4 * i, i < starts.size() ? starts.get(i) : tokens);
        }
        return out.array();
    }
}
