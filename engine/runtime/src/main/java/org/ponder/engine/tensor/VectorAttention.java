package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One task is one new position and query heads that share one key-value head: all of them, or a
 * part where that gives each thread a task. Positions go in blocks that stay in the nearest cache
 * while each head of the task reads them, so that a long context is read from memory once and not
 * once for each head. Kept and used again, so that decoding allocates nothing.
 */
final class VectorAttention implements IntConsumer {
    private static final int BLOCK = PagedKvStore.BLOCK;

    private static final Heads NO_HEADS = new Heads(1, 1, 1, 1, 1);
    private static final PagedKvStore NO_STORE = PagedKvStore.of(KvType.F32, 1, 1, 1, true);
    private static final float[] NO_FLOATS = {};

    private final ScratchPool pool;
    private Heads heads = NO_HEADS;
    private float[] query = NO_FLOATS;
    private float[] out = NO_FLOATS;
    private PagedKvStore keys = NO_STORE;
    private PagedKvStore values = NO_STORE;
    private int position;

    /** Tasks for each position and key-value head. */
    private int parts;

    VectorAttention(ScratchPool pool) {
        this.pool = pool;
    }

    /** Computes for {@code count} positions; as {@link Kernels#attend}. */
    void run(
            Heads ofHeads,
            float[] queries,
            int from,
            int count,
            PagedKvStore ofKeys,
            PagedKvStore ofValues,
            float[] outs,
            Workers workers) {
        heads = ofHeads;
        query = queries;
        position = from;
        keys = ofKeys;
        values = ofValues;
        out = outs;
        int tasks = heads.kvHeads() * count;
        // So many parts of each key-value head's query heads that all threads work.
        parts = Math.min(heads.group(), Math.max(1, Math.ceilDiv(workers.threads(), tasks)));
        try {
            workers.run(tasks * parts, this);
        } finally {
            // A conversation that is over must not be kept.
            heads = NO_HEADS;
            query = NO_FLOATS;
            out = NO_FLOATS;
            keys = NO_STORE;
            values = NO_STORE;
        }
    }

    @Override
    public void accept(int task) {
        int part = task % parts;
        int kvHead = task / parts % heads.kvHeads();
        int t = task / parts / heads.kvHeads();
        int group = heads.group();
        int from = kvHead * group + part * group / parts;
        int count = kvHead * group + (part + 1) * group / parts - from;
        int first = heads.firstSeen(position + t);
        int end = position + t + 1;
        int begin = first / BLOCK * BLOCK;
        // A score for each position of the blocks, and room for that of the sink.
        int size = Math.ceilDiv(end - begin + (heads.sinks() ? 1 : 0), BLOCK) * BLOCK;
        Scratch scratch = pool.take();
        try {
            float[] scores = scratch.row(count * size); // [heads of the task][size]
            int room = Math.max(keys.blockSize(), values.blockSize()) + BLOCK;
            float[] block = scratch.edge(Math.max(room, count * heads.keyWidth()));
            float[] parts = scratch.parts(VectorMath.PARTS);
            score(t, from, count, begin, end, scores, size, block);
            for (int h = 0; h < count; h++) {
                int at = h * size;
                if (heads.sinks()) {
                    scores[at + end - begin] = heads.sink(from + h);
                }
                int seen = end - first + (heads.sinks() ? 1 : 0);
                float sum = values instanceof HalfKvStore ? HalfHead.UP : 1;
                VectorMath.softmax(scores, at + first - begin, seen, sum, parts);
            }
            read(t, from, count, first, end, scores, size, block);
        } finally {
            pool.giveBack(scratch);
        }
    }

    private void score(
            int t,
            int from,
            int count,
            int begin,
            int end,
            float[] scores,
            int size,
            float[] block) {
        int width = heads.keyWidth();
        int kvHead = from / heads.group();
        int qo = (t * heads.queryHeads() + from) * width;
        float scale = heads.scale();
        if (keys.keys() && keys instanceof HalfKvStore halves) {
            for (int i = 0; i < count * width; i++) {
                block[i] = query[qo + i] * (scale * HalfHead.UP);
            }
            for (int p = begin; p < end; p += BLOCK) {
                int at = halves.blockAt(p, kvHead);
                HalfHead.scores(
                        count, block, 0, halves.page(p), at, width, scores, p - begin, size);
            }
            return;
        }
        for (int p = begin; p < end; p += BLOCK) {
            float[] rows = keys.open(p, kvHead, block);
            int at = keys.openAt(p, kvHead);
            int so = p - begin;
            if (keys.keys()) {
                VectorHead.scores(count, query, qo, rows, at, width, scale, scores, so, size);
            } else {
                int n = Math.min(BLOCK, end - p);
                VectorHead.rowScores(count, query, qo, rows, at, width, scale, scores, so, size, n);
            }
        }
    }

    private void read(
            int t,
            int from,
            int count,
            int first,
            int end,
            float[] scores,
            int size,
            float[] block) {
        int width = heads.valueWidth();
        int kvHead = from / heads.group();
        int to = (t * heads.queryHeads() + from) * width;
        int begin = first / BLOCK * BLOCK;
        Arrays.fill(out, to, to + count * width, 0f);
        for (int p = begin; p < end; p += BLOCK) {
            int skipped = Math.max(0, first - p);
            int row = skipped * PagedKvStore.STRIP;
            int n = Math.min(BLOCK, end - p) - skipped;
            int weight = p - begin + skipped;
            if (values instanceof HalfKvStore halves) {
                int at = halves.blockAt(p, kvHead) + row;
                HalfHead.addWeighted(
                        count, out, to, width, halves.page(p), at, scores, weight, size, n);
            } else {
                float[] rows = values.open(p, kvHead, block);
                int at = values.openAt(p, kvHead) + row;
                VectorHead.addWeighted(count, out, to, width, rows, at, scores, weight, size, n);
            }
        }
    }
}
