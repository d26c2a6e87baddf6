package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** One task is one new position and the query heads that share one key-value head. */
final class VectorAttention implements IntConsumer {
    private final Heads heads;
    private final float[] query;
    private final int position;
    private final FloatKvStore keys;
    private final FloatKvStore values;
    private final float[] out;
    private final ScratchPool pool;

    VectorAttention(
            Heads heads,
            float[] query,
            int position,
            FloatKvStore keys,
            FloatKvStore values,
            float[] out,
            ScratchPool pool) {
        this.heads = heads;
        this.query = query;
        this.position = position;
        this.keys = keys;
        this.values = values;
        this.out = out;
        this.pool = pool;
    }

    @Override
    public void accept(int task) {
        int t = task / heads.kvHeads();
        int kvHead = task % heads.kvHeads();
        int first = heads.firstSeen(position + t);
        Scratch scratch = pool.take();
        try {
            // One score for each position seen, and one for the sink.
            int size = position + t + 1 - first + (heads.sinks() ? 1 : 0);
            float[] scores = scratch.row(size);
            for (int g = 0; g < heads.group(); g++) {
                attend(t, kvHead * heads.group() + g, first, scores, size);
            }
        } finally {
            pool.giveBack(scratch);
        }
    }

    private void attend(int t, int queryHead, int first, float[] scores, int size) {
        int keyWidth = heads.keyWidth();
        int valueWidth = heads.valueWidth();
        int kvHead = queryHead / heads.group();
        int head = t * heads.queryHeads() + queryHead;
        int end = position + t + 1;
        for (int p = first; p < end; p = pageEnd(p, end)) {
            VectorHead.scores(
                    query,
                    head * keyWidth,
                    keys.page(p),
                    p % FloatKvStore.PAGE * keys.width() + kvHead * keyWidth,
                    keys.width(),
                    keyWidth,
                    heads.scale(),
                    scores,
                    p - first,
                    pageEnd(p, end) - p);
        }
        if (heads.sinks()) {
            scores[end - first] = heads.sink(queryHead);
        }
        VectorMath.softmax(scores, 0, size);
        Arrays.fill(out, head * valueWidth, (head + 1) * valueWidth, 0f);
        for (int p = first; p < end; p = pageEnd(p, end)) {
            VectorHead.addWeighted(
                    out,
                    head * valueWidth,
                    values.page(p),
                    p % FloatKvStore.PAGE * values.width() + kvHead * valueWidth,
                    values.width(),
                    valueWidth,
                    scores,
                    p - first,
                    pageEnd(p, end) - p);
        }
    }

    /** The end of the page that holds position p, or {@code end} if that comes first. */
    private static int pageEnd(int p, int end) {
        return Math.min(end, (p / FloatKvStore.PAGE + 1) * FloatKvStore.PAGE);
    }
}
