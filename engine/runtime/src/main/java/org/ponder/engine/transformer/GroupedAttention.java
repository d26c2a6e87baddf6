package org.ponder.engine.transformer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.Heads;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;

/**
 * Multi-head attention in which several query heads share a key and value head (Ainslie et al.
 * 2023), with rotary positions.
 */
final class GroupedAttention implements Attention {

    /**
     * The linear maps.
     *
     * @param queryKeyValue [heads · keyWidth][width], [kvHeads · keyWidth][width] and [kvHeads ·
     *     valueWidth][width]
     * @param output [width][heads · valueWidth]
     */
    record Projections(LinearGroup queryKeyValue, Linear output) {}

    /**
     * Norms of each head before rotation.
     *
     * @param query [keyWidth]
     * @param key [keyWidth]
     */
    record HeadNorms(Norm query, Norm key) {}

    private final Heads heads;
    private final Projections projections;
    private final @Nullable HeadNorms norms;
    private final Rope rope;

    GroupedAttention(Heads heads, Projections projections, @Nullable HeadNorms norms, Rope rope) {
        this.heads = heads;
        this.projections = projections;
        this.norms = norms;
        this.rope = rope;
    }

    @Override
    public LayerCache newCache(Kernels kernels, KvType type, int capacity) {
        return new LayerCache(
                kernels.keyStore(type, capacity, heads.kvHeads(), heads.keyWidth()),
                kernels.valueStore(type, capacity, heads.kvHeads(), heads.valueWidth()));
    }

    @Override
    public void apply(float[] in, float[] out, Pass pass, LayerCache cache) {
        int queries = heads.queryHeads() * heads.keyWidth();
        int keys = heads.kvHeads() * heads.keyWidth();
        int values = heads.kvHeads() * heads.valueWidth();

        float[] q = pass.floats(Scratch.Use.QUERY, queries); // [n][queryHeads][keyWidth]
        float[] k = pass.floats(Scratch.Use.KEY, keys); // [n][kvHeads][keyWidth]
        float[] v = pass.floats(Scratch.Use.VALUE, values); // [n][kvHeads][valueWidth]
        projections.queryKeyValue().apply(in, pass, pass.scratch().together(q, k, v));

        RopeTable angles = pass.angles(rope);
        if (pass.count() == 1) { // without an object for each layer of each token
            turn(0, q, k, angles, pass);
        } else {
            pass.eachToken(t -> turn(t, q, k, angles, pass));
        }
        for (int t = 0; t < pass.count(); t++) {
            cache.keys().put(pass.start() + t, k, t * keys);
            cache.values().put(pass.start() + t, v, t * values);
        }

        float[] read = pass.floats(Scratch.Use.HEADS, heads.queryHeads() * heads.valueWidth());
        attend(q, read, pass, cache);
        projections.output().apply(read, out, pass);
    }

    @Override
    public void applyEach(float[] in, float[] out, int width, Pass pass, List<Turn> turns) {
        int queries = heads.queryHeads() * heads.keyWidth();
        int keys = heads.kvHeads() * heads.keyWidth();
        int values = heads.kvHeads() * heads.valueWidth();
        int wide = heads.queryHeads() * heads.valueWidth();

        float[] q =
                pass.floats(Scratch.Use.QUERY, queries); // [conversations][queryHeads][keyWidth]
        float[] k = pass.floats(Scratch.Use.KEY, keys);
        float[] v = pass.floats(Scratch.Use.VALUE, values);
        projections.queryKeyValue().apply(in, pass, pass.scratch().together(q, k, v));

        float[] read = pass.floats(Scratch.Use.HEADS, wide);
        for (int c = 0; c < turns.size(); c++) {
            Pass single = turns.get(c).pass();
            LayerCache cache = turns.get(c).cache();
            float[] query = single.floats(Scratch.Use.QUERY, queries);
            float[] key = single.floats(Scratch.Use.KEY, keys);
            float[] one = single.floats(Scratch.Use.HEADS, wide);
            System.arraycopy(q, c * queries, query, 0, queries);
            System.arraycopy(k, c * keys, key, 0, keys);
            turn(0, query, key, single.angles(rope), single);
            cache.keys().put(single.start(), key, 0);
            cache.values().put(single.start(), v, c * values);
            attend(query, one, single, cache);
            System.arraycopy(one, 0, read, c * wide, wide);
        }
        projections.output().apply(read, out, pass);
    }

    private void attend(float[] q, float[] read, Pass pass, LayerCache cache) {
        pass.kernels()
                .attend(
                        heads,
                        q,
                        pass.start(),
                        pass.count(),
                        cache.keys(),
                        cache.values(),
                        read, // [n][queryHeads][valueWidth]
                        pass.workers());
    }

    /** Norms and rotates the queries and keys of one token. */
    private void turn(int t, float[] q, float[] k, RopeTable angles, Pass pass) {
        int queries = t * heads.queryHeads() * heads.keyWidth();
        int keys = t * heads.kvHeads() * heads.keyWidth();
        if (norms != null) {
            norms.query().applyToHeads(q, queries, heads.queryHeads(), pass);
            norms.key().applyToHeads(k, keys, heads.kvHeads(), pass);
        }
        angles.rotate(t, q, queries, heads.queryHeads(), heads.keyWidth());
        angles.rotate(t, k, keys, heads.kvHeads(), heads.keyWidth());
    }
}
