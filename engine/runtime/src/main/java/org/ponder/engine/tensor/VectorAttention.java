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

    VectorAttention(
            Heads heads,
            float[] query,
            int position,
            FloatKvStore keys,
            FloatKvStore values,
            float[] out) {
        this.heads = heads;
        this.query = query;
        this.position = position;
        this.keys = keys;
        this.values = values;
        this.out = out;
    }

    @Override
    public void accept(int task) {
        int t = task / heads.kvHeads();
        int kvHead = task % heads.kvHeads();
        int first = heads.firstSeen(position + t);
        // One score for each position seen, and one for the sink.
        float[] scores = new float[position + t + 1 - first + (heads.sinks() ? 1 : 0)];
        for (int g = 0; g < heads.group(); g++) {
            attend(t, kvHead * heads.group() + g, first, scores);
        }
    }

    private void attend(int t, int queryHead, int first, float[] scores) {
        int keyWidth = heads.keyWidth();
        int valueWidth = heads.valueWidth();
        int kvHead = queryHead / heads.group();
        int head = t * heads.queryHeads() + queryHead;
        int seen = position + t + 1 - first;
        for (int i = 0; i < seen; i++) {
            int p = first + i;
            int at = p % FloatKvStore.PAGE * keys.width() + kvHead * keyWidth;
            scores[i] =
                    heads.scale()
                            * VectorMath.dot(query, head * keyWidth, keys.page(p), at, keyWidth);
        }
        if (heads.sinks()) {
            scores[seen] = heads.sink(queryHead);
        }
        VectorMath.softmax(scores, 0, scores.length);
        Arrays.fill(out, head * valueWidth, (head + 1) * valueWidth, 0f);
        for (int i = 0; i < seen; i++) {
            int p = first + i;
            int at = p % FloatKvStore.PAGE * values.width() + kvHead * valueWidth;
            VectorMath.addScaled(out, head * valueWidth, values.page(p), at, scores[i], valueWidth);
        }
    }
}
