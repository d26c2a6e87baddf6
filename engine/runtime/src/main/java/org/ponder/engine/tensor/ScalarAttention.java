package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** One task is one new position: each cached one is read once for all heads. */
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
    public void accept(int t) {
        int first = heads.firstSeen(position + t);
        int seen = position + t + 1 - first;
        // One score for each position seen, and one for the sink.
        float[][] scores = new float[heads.queryHeads()][seen + (heads.sinks() ? 1 : 0)];
        score(t, first, seen, scores);
        for (int h = 0; h < scores.length; h++) {
            if (heads.sinks()) {
                scores[h][seen] = heads.sink(h);
            }
            ScalarMath.softmax(scores[h], 0, scores[h].length);
        }
        weigh(t, first, seen, scores);
    }

    private void score(int t, int first, int seen, float[][] scores) {
        int width = heads.keyWidth();
        float[] key = new float[keys.width()];
        for (int i = 0; i < seen; i++) {
            keys.get(first + i, key, 0);
            for (int h = 0; h < scores.length; h++) {
                int from = (t * heads.queryHeads() + h) * width;
                scores[h][i] =
                        heads.scale()
                                * ScalarMath.dot(
                                        query, from, key, h / heads.group() * width, width);
            }
        }
    }

    private void weigh(int t, int first, int seen, float[][] scores) {
        int width = heads.valueWidth();
        int from = t * heads.queryHeads() * width;
        Arrays.fill(out, from, from + heads.queryHeads() * width, 0f);
        float[] value = new float[values.width()];
        for (int i = 0; i < seen; i++) {
            values.get(first + i, value, 0);
            for (int h = 0; h < scores.length; h++) {
                ScalarMath.addScaled(
                        out,
                        from + h * width,
                        value,
                        h / heads.group() * width,
                        scores[h][i],
                        width);
            }
        }
    }
}
