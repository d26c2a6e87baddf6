package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One task is one new position and query heads that share one key-value head: all of them, or a
 * part where that gives each thread a task. Positions go in blocks that stay in the nearest cache
 * while each head of the task reads them, so that a long context is read from memory once and not
 * once for each head.
 */
final class VectorAttention implements IntConsumer {
    /** Positions in a block: keys of 128 floats then take 16 KiB. Divides a page. */
    private static final int BLOCK = 32;

    private final Heads heads;
    private final float[] query;
    private final int position;
    private final PagedKvStore keys;
    private final PagedKvStore values;
    private final float[] out;
    private final ScratchPool pool;

    /** Tasks for each position and key-value head. */
    private final int parts;

    VectorAttention(
            Heads heads,
            float[] query,
            int position,
            PagedKvStore keys,
            PagedKvStore values,
            float[] out,
            int parts,
            ScratchPool pool) {
        this.heads = heads;
        this.query = query;
        this.position = position;
        this.keys = keys;
        this.values = values;
        this.out = out;
        this.parts = parts;
        this.pool = pool;
    }

    /** How many parts to make of each key-value head's query heads, so that all threads work. */
    static int parts(Heads heads, int count, int threads) {
        int tasks = heads.kvHeads() * count;
        return Math.min(heads.group(), Math.max(1, (threads + tasks - 1) / tasks));
    }

    @Override
    public void accept(int task) {
        int part = task % parts;
        int kvHead = task / parts % heads.kvHeads();
        int t = task / parts / heads.kvHeads();
        int group = heads.group();
        int from = kvHead * group + part * group / parts;
        int to = kvHead * group + (part + 1) * group / parts;
        int first = heads.firstSeen(position + t);
        int end = position + t + 1;
        // One score for each position seen, and one for the sink.
        int size = end - first + (heads.sinks() ? 1 : 0);
        Scratch scratch = pool.take();
        try {
            float[] scores = scratch.row((to - from) * size); // [heads of the task][size]
            float[] block = scratch.edge(blockSize()); // Rows that are not kept as floats.
            score(t, from, to, first, end, scores, size, block);
            for (int head = from; head < to; head++) {
                int at = (head - from) * size;
                if (heads.sinks()) {
                    scores[at + end - first] = heads.sink(head);
                }
                VectorMath.softmax(scores, at, size);
            }
            read(t, from, to, first, end, scores, size, block);
        } finally {
            pool.giveBack(scratch);
        }
    }

    private int blockSize() {
        return keys.plain() && values.plain()
                ? 0
                : BLOCK * Math.max(heads.keyWidth(), heads.valueWidth());
    }

    private void score(
            int t, int from, int to, int first, int end, float[] scores, int size, float[] block) {
        int width = heads.keyWidth();
        int kvHead = from / heads.group();
        for (int p = first; p < end; p = blockEnd(p, end)) {
            int count = blockEnd(p, end) - p;
            float[] rows = keys.open(p, count, kvHead * width, width, block);
            int at = keys.plain() ? keys.inPage(p) + kvHead * width : 0;
            int stride = keys.plain() ? keys.width() : width;
            for (int head = from; head < to; head++) {
                VectorHead.scores(
                        query,
                        (t * heads.queryHeads() + head) * width,
                        rows,
                        at,
                        stride,
                        width,
                        heads.scale(),
                        scores,
                        (head - from) * size + p - first,
                        count);
            }
        }
    }

    private void read(
            int t, int from, int to, int first, int end, float[] scores, int size, float[] block) {
        int width = heads.valueWidth();
        int kvHead = from / heads.group();
        int out0 = (t * heads.queryHeads() + from) * width;
        Arrays.fill(out, out0, out0 + (to - from) * width, 0f);
        for (int p = first; p < end; p = blockEnd(p, end)) {
            int count = blockEnd(p, end) - p;
            float[] rows = values.open(p, count, kvHead * width, width, block);
            int at = values.plain() ? values.inPage(p) + kvHead * width : 0;
            int stride = values.plain() ? values.width() : width;
            for (int head = from; head < to; head++) {
                VectorHead.addWeighted(
                        out,
                        out0 + (head - from) * width,
                        rows,
                        at,
                        stride,
                        width,
                        scores,
                        (head - from) * size + p - first,
                        count);
            }
        }
    }

    /** The end of the block that holds position p, or {@code end} if that comes first. */
    private static int blockEnd(int p, int end) {
        return Math.min(end, (p / BLOCK + 1) * BLOCK);
    }
}
