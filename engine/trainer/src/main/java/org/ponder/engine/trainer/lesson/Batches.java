package org.ponder.engine.trainer.lesson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.ponder.engine.trainer.model.Batch;
import org.ponder.engine.trainer.model.Vocabulary;

/**
 * Packs lessons into batches. Lessons of like length share a batch, so that little is padding and
 * none reads another; attention then costs what the lessons cost, not what a long row would.
 */
public final class Batches {
    private static final int ALIGN = 8;

    private final LessonSource source;
    private final long seed;
    private final int context;

    /**
     * @param seed of all batches: the same step has the same batches, however often it is resumed
     * @param context positions that the model is to know
     */
    public Batches(LessonSource source, long seed, int context) {
        this.source = source;
        this.seed = seed;
        this.context = context;
    }

    /**
     * The batches of one step of the optimizer.
     *
     * @param tokens in all of them together, about
     * @param most tokens in each
     */
    public List<Batch> of(int step, int tokens, int most) {
        Random random = random(seed, step);
        List<Lesson> lessons = new ArrayList<>();
        int drawn = 0;
        while (drawn < tokens) {
            Lesson lesson = source.next(random);
            lessons.add(lesson);
            drawn += lesson.length();
        }
        return pack(lessons, most, random);
    }

    /** The random numbers of a step. */
    static Random random(long seed, int step) {
        return new Random(seed * 1_000_003L + step);
    }

    /** Where a token of a lesson stands; only padding lies behind the context. */
    static int position(Lesson lesson, int t, int gap, int context) {
        return Math.min(t + (t >= lesson.lastTurn() ? gap : 0), context - 1);
    }

    private List<Batch> pack(List<Lesson> lessons, int most, Random random) {
        lessons.sort(Comparator.comparingInt(Lesson::length));
        List<Batch> batches = new ArrayList<>();
        int from = 0;
        while (from < lessons.size()) {
            int to = from + 1;
            while (to < lessons.size()
                    && (to + 1 - from) * aligned(lessons.get(to).length()) <= most) {
                to++;
            }
            batches.add(batch(lessons.subList(from, to), random));
            from = to;
        }
        return batches;
    }

    private static int aligned(int length) {
        return (length - 1 + ALIGN - 1) / ALIGN * ALIGN;
    }

    private Batch batch(List<Lesson> lessons, Random random) {
        int length = aligned(lessons.getLast().length());
        int[][] ids = new int[lessons.size()][length + 1];
        int[][] positions = new int[lessons.size()][length];
        float[][] weights = new float[lessons.size()][length];
        for (int r = 0; r < ids.length; r++) {
            Lesson lesson = lessons.get(r);
            Arrays.fill(ids[r], Vocabulary.PAD);
            System.arraycopy(lesson.ids(), 0, ids[r], 0, lesson.length());
            int gap = gap(lesson, context, random);
            for (int t = 0; t < length; t++) {
                positions[r][t] = position(lesson, t, gap, context);
                boolean learned = t + 1 < lesson.length() && lesson.learned()[t + 1];
                weights[r][t] = learned ? 1 : 0;
            }
        }
        return new Batch(ids, positions, weights);
    }

    /**
     * Positions skipped before the last question of a chat, so that short lessons teach what a long
     * chat needs: not to be disturbed by what lies far back (Zhu et al. 2023, PoSE).
     */
    static int gap(Lesson lesson, int context, Random random) {
        int room = context - lesson.length();
        return lesson.lastTurn() == 0 || room <= 1 || random.nextBoolean()
                ? 0
                : random.nextInt(room);
    }
}
