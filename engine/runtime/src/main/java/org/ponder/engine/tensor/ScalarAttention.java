package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** One task is one new position and the query heads that share one key-value head. */
final class ScalarAttention implements IntConsumer {
    private final Heads heads;
    private final float[] query;
    private final int position;
    private final KvStore keys;
    private final KvStore values;
    private final float[] out;

    ScalarAttention(
            Heads heads, float[] query, int position, KvStore keys, KvStore values, float[] out) {
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
        float[] key = new float[keys.width()];
        for (int i = 0; i < seen; i++) {
            keys.get(first + i, key, 0);
            scores[i] =
                    heads.scale()
                            * ScalarMath.dot(
                                    query, head * keyWidth, key, kvHead * keyWidth, keyWidth);
        }
        if (heads.sinks()) {
            scores[seen] = heads.sink(queryHead);
        }
        ScalarMath.softmax(scores, 0, scores.length);
        Arrays.fill(out, head * valueWidth, (head + 1) * valueWidth, 0f);
        float[] value = new float[values.width()];
        for (int i = 0; i < seen; i++) {
            values.get(first + i, value, 0);
            ScalarMath.addScaled(
                    out, head * valueWidth, value, kvHead * valueWidth, scores[i], valueWidth);
        }
    }
}
