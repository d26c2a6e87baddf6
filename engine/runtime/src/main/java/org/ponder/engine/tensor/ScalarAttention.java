package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** One task is one new position and the query heads that share one key-value head. */
final class ScalarAttention implements IntConsumer {
    private final Heads heads;
    private final float[] query;
    private final int position;
    private final FloatKvStore keys;
    private final FloatKvStore values;
    private final float[] out;

    ScalarAttention(
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
        float[] scores = new float[position + t + 1];
        for (int g = 0; g < heads.group(); g++) {
            int head = t * heads.queryHeads() + kvHead * heads.group() + g;
            attend(head, kvHead, scores);
        }
    }

    private void attend(int head, int kvHead, float[] scores) {
        int keyWidth = heads.keyWidth();
        int valueWidth = heads.valueWidth();
        for (int p = 0; p < scores.length; p++) {
            int at = p % FloatKvStore.PAGE * keys.width() + kvHead * keyWidth;
            scores[p] =
                    heads.scale()
                            * ScalarMath.dot(query, head * keyWidth, keys.page(p), at, keyWidth);
        }
        ScalarMath.softmax(scores, 0, scores.length);
        Arrays.fill(out, head * valueWidth, (head + 1) * valueWidth, 0f);
        for (int p = 0; p < scores.length; p++) {
            int at = p % FloatKvStore.PAGE * values.width() + kvHead * valueWidth;
            ScalarMath.addScaled(out, head * valueWidth, values.page(p), at, scores[p], valueWidth);
        }
    }
}
