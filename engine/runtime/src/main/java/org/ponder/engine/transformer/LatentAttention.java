package org.ponder.engine.transformer;

import org.jspecify.annotations.Nullable;
import org.ponder.engine.tensor.Heads;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvStore;
import org.ponder.engine.tensor.KvType;

/**
 * Multi-head latent attention (DeepSeek-V2, 2024): keys and values of all heads are unpacked from
 * one compressed vector per token, and only that, with one rotated key, is cached.
 *
 * <p>Unpacking is never done: since q · (U c) = (Uᵀ q) · c, queries are moved into the compressed
 * space instead, and what the heads read there is unpacked once per token.
 */
final class LatentAttention implements Attention {

    /**
     * The way to the queries.
     *
     * @param compress [queryRank][width]
     * @param norm [queryRank]
     */
    record QueryCompression(Linear compress, Norm norm) {}

    /**
     * The linear maps.
     *
     * @param queryCompression null where queries are not compressed
     * @param query [heads · (plain + rotated)][queryRank or width]
     * @param compress [rank + rotated][width]
     * @param norm [rank]
     * @param keys of each head, from plain values to the compressed space
     * @param values of each head, from the compressed space to values
     * @param output [width][heads · value]
     */
    record Projections(
            @Nullable QueryCompression queryCompression,
            Linear query,
            Linear compress,
            Norm norm,
            HeadMaps keys,
            HeadMaps values,
            Linear output) {}

    private final LatentConfig config;
    private final int heads;
    private final Heads latentHeads;
    private final Projections projections;
    private final Rope rope;

    /**
     * Puts a layer's attention together.
     *
     * @param config sizes
     * @param heads query heads
     * @param scale of q · k
     * @param projections linear maps
     * @param rope positions
     */
    LatentAttention(
            LatentConfig config, int heads, float scale, Projections projections, Rope rope) {
        this.config = config;
        this.heads = heads;
        this.latentHeads = new Heads(heads, 1, config.cached(), config.rank(), scale);
        this.projections = projections;
        this.rope = rope;
    }

    @Override
    public LayerCache newCache(Kernels kernels, KvType type, int capacity) {
        KvStore latent = kernels.valueStore(type, capacity, 1, config.cached());
        return new LayerCache(latent, latent);
    }

    @Override
    public void apply(float[] in, float[] out, Pass pass, LayerCache cache) {
        RopeTable angles = pass.angles(rope);
        cacheLatent(in, angles, pass, cache.keys());

        float[] query = query(in, angles, pass); // [n][heads][plain + rotated]
        float[] latentQuery = latentQuery(query, pass); // [n][heads][rank + rotated]
        float[] read = pass.floats(Scratch.Use.LATENT_HEADS, heads * config.rank());
        pass.kernels()
                .attend(
                        latentHeads,
                        latentQuery,
                        pass.start(),
                        pass.count(),
                        cache.keys(),
                        cache.values(),
                        read, // [n][heads][rank]
                        pass.workers());

        float[] values = pass.floats(Scratch.Use.HEADS, heads * config.value());
        projections.values().apply(read, config.rank(), values, config.value(), pass);
        projections.output().apply(values, out, pass); // from [n][heads][value]
    }

    /** Compresses the batch, rotates its shared key, and caches both. */
    private void cacheLatent(float[] in, RopeTable angles, Pass pass, KvStore cache) {
        int cached = config.cached();
        int rank = config.rank();
        float[] latent = pass.floats(Scratch.Use.LATENT, cached); // [n][rank + rotated]
        projections.compress().apply(in, latent, pass);
        for (int t = 0; t < pass.count(); t++) {
            projections.norm().applyToHeads(latent, t * cached, 1, pass);
            angles.rotate(t, latent, t * cached + rank, 1, config.rotated());
            cache.put(pass.start() + t, latent, t * cached);
        }
    }

    private float[] query(float[] in, RopeTable angles, Pass pass) {
        int key = config.key();
        float[] query = pass.floats(Scratch.Use.QUERY, heads * key);
        QueryCompression compression = projections.queryCompression();
        if (compression == null) {
            projections.query().apply(in, query, pass);
        } else {
            float[] compressed = pass.floats(Scratch.Use.QUERY_LATENT, config.queryRank());
            compression.compress().apply(in, compressed, pass);
            compression.norm().apply(compressed, compressed, pass);
            projections.query().apply(compressed, query, pass);
        }
        pass.eachToken(t -> angles.rotate(t, query, t * heads * key + config.plain(), heads, key));
        return query;
    }

    /** Moves the plain part of each query into the compressed space; the rotated part follows. */
    private float[] latentQuery(float[] query, Pass pass) {
        int key = config.key();
        int cached = config.cached();
        float[] moved = pass.floats(Scratch.Use.LATENT_QUERY, heads * cached);
        projections.keys().apply(query, key, moved, cached, pass);
        for (int i = 0; i < pass.count() * heads; i++) {
            System.arraycopy(
                    query,
                    i * key + config.plain(),
                    moved,
                    i * cached + config.rank(),
                    config.rotated());
        }
        return moved;
    }
}
