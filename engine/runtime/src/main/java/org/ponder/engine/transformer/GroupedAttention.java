package org.ponder.engine.transformer;

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
        projections.queryKeyValue().apply(in, pass, q, k, v);

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
        projections.output().apply(read, out, pass);
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
