package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.gguf.Metadata;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tensor.TilePool;
import org.ponder.engine.tensor.Workers;

/**
 * A decoder-only transformer: token ids in, logits of the next token out.
 *
 * <p>Its weights point into the file, which must stay open, or are copies of its own, arranged for
 * multiplying. It may be used from several threads, each with its own cache; passes then take
 * turns, since each uses all workers.
 */
public final class Transformer implements AutoCloseable {
    /**
     * Tokens of one batch; longer runs are split. Bounds the buffers of a cache, whose memory is
     * new when the first long prompt is read: with 512 that cost more than larger batches gain.
     */
    public static final int LARGEST_BATCH = 256;

    private final ModelConfig config;
    private final Stack stack;
    private final Kernels kernels;
    private final Workers workers;
    private final ExpertMemory experts;
    private final TilePool tiles;
    private final ReentrantLock turn = new ReentrantLock();

    /** Guarded by the turn. */
    private boolean closed;

    /** Buffers of batches of several conversations; positions are those of each conversation. */
    private final Scratch shared = new Scratch(0);

    private Transformer(
            ModelConfig config,
            Stack stack,
            Kernels kernels,
            Workers workers,
            ExpertMemory experts,
            TilePool tiles) {
        this.config = config;
        this.stack = stack;
        this.kernels = kernels;
        this.workers = workers;
        this.experts = experts;
        this.tiles = tiles;
    }

    /**
     * Takes the weights out of a file.
     *
     * @throws UnsupportedModelException if the architecture is not known
     * @throws org.ponder.engine.gguf.GgufFormatException if metadata or tensors do not make up a
     *     model of it
     */
    public static Transformer load(GgufFile file, Kernels kernels, Workers workers)
            throws IOException {
        return load(file, kernels, workers, Long.MAX_VALUE, share -> {});
    }

    /**
     * As above.
     *
     * @param weightsLimit bytes of memory that weights may take; where they take more, experts are
     *     read from the file when they are needed, and others let go for them
     * @param progress receives the share done, 0 to 1, on this thread
     * @throws IllegalArgumentException if the experts that one token needs do not fit the limit
     */
    public static Transformer load(
            GgufFile file,
            Kernels kernels,
            Workers workers,
            long weightsLimit,
            DoubleConsumer progress)
            throws IOException {
        Architecture architecture =
                Architectures.of(file.metadata().requireString("general.architecture"));
        ModelConfig config = ModelConfig.of(file.metadata());
        ExpertMemory experts = ExpertMemory.within(weightsLimit, WeightBytes.of(file));
        // Empty until the first pass: there is nothing to give back if loading fails.
        TilePool tiles = new TilePool();
        Weights weights =
                new Weights(file, kernels, tiles, config.normEpsilon(), experts, progress);
        int width = config.width();
        int vocabulary = config.vocabulary();
        weights.refuse("", "token_embd.scale");
        // Without an output matrix of its own, a model reads out through its embeddings.
        String output = weights.has("output.weight") ? "output" : "token_embd";
        Stack stack =
                new Stack(
                        weights.embedding("token_embd.weight", vocabulary, width),
                        architecture.embeddingScale(config),
                        architecture.layers(config, weights),
                        weights.norm("output_norm", width),
                        weights.linear(output, vocabulary, width),
                        weights.keys().number("final_logit_softcapping", 0f),
                        cachedPerToken(file.metadata()));
        experts.check();
        return new Transformer(config, stack, kernels, workers, experts, tiles);
    }

    /** Names of the architectures that can be loaded. */
    public static List<String> knownArchitectures() {
        return Architectures.names();
    }

    /** What the model is. */
    public ModelConfig config() {
        return config;
    }

    /**
     * Bytes of keys and values that each token of a conversation takes, for a model that need not
     * be loaded.
     */
    public static long cacheBytesPerToken(Metadata metadata, KvType type) throws IOException {
        return type.bytes(cachedPerToken(metadata));
    }

    private static long cachedPerToken(Metadata metadata) throws IOException {
        ModelConfig config = ModelConfig.of(metadata);
        Architecture architecture = Architectures.of(config.architecture());
        return architecture.cachedPerToken(config, Keys.of(metadata));
    }

    /** How the experts came into memory; empty where all of them fit the limit. */
    public Optional<ExpertUse> expertUse() {
        return experts.use();
    }

    /**
     * Ends reading ahead and gives the memory of the weights back; must come before the file is
     * closed. A pass that runs is waited for, later ones are refused. Closing again does nothing.
     */
    @Override
    public void close() {
        turn.lock();
        try {
            if (!closed) {
                closed = true;
                experts.close();
                tiles.close();
            }
        } finally {
            turn.unlock();
        }
    }

    /** Bytes of keys and values that each token of a conversation takes. */
    public long cacheBytesPerToken(KvType type) {
        return type.bytes(stack.cachedPerToken());
    }

    /** A cache for a conversation that keeps keys and values exactly. */
    public KvCache newCache(int context) {
        return newCache(context, KvType.F32);
    }

    /**
     * A cache for a conversation.
     *
     * @param context tokens that it may hold
     * @param type how keys and values are kept
     * @throws ContextSizeException if the model was not made for that many, or Java's memory cannot
     *     hold them
     */
    public KvCache newCache(int context, KvType type) {
        if (context < 1 || context > config.contextLength()) {
            throw ContextSizeException.ofModel(context, config.contextLength());
        }
        long bytes = Math.multiplyExact(cacheBytesPerToken(type), (long) context);
        long memory = Runtime.getRuntime().maxMemory();
        if (bytes > memory) {
            throw ContextSizeException.ofMemory(context, bytes, memory);
        }
        LayerCache[] layers =
                stack.layers().stream()
                        .map(layer -> layer.attention().newCache(kernels, type, context))
                        .toArray(LayerCache[]::new);
        return new KvCache(context, layers);
    }

    /**
     * Reads tokens after those in the cache.
     *
     * @param ids tokens
     * @param from first of them to read
     * @param to end of those to read; at least one
     * @param cache grows by these tokens
     * @return [vocabulary] logits of what follows the last one; the array belongs to the cache and
     *     is overwritten by its next pass, and the caller may change it
     * @throws IllegalArgumentException if an id is not in the vocabulary or the cache cannot hold
     *     them; the cache is then as before
     * @throws IllegalStateException if the model is closed
     */
    public float[] forward(int[] ids, int from, int to, KvCache cache) {
        return Objects.requireNonNull(forward(ids, from, to, cache, () -> false));
    }

    /**
     * Reads tokens as {@link #forward(int[], int, int, KvCache)} does, unless told to stop.
     *
     * @param cancelled asked before each layer
     * @return the logits, or null where {@code cancelled} came first; the cache then holds what was
     *     read before the present batch of at most {@value #LARGEST_BATCH} tokens
     */
    public float @Nullable [] forward(
            int[] ids, int from, int to, KvCache cache, BooleanSupplier cancelled) {
        check(ids, from, to, cache);
        float[] logits = null;
        for (int at = from; at < to; at += LARGEST_BATCH) {
            int end = Math.min(to, at + LARGEST_BATCH);
            logits = run(ids, at, end, cache, end == to ? 1 : 0, cancelled);
            if (logits == null) {
                return null;
            }
        }
        return logits;
    }

    /**
     * Reads tokens as {@link #forward} does, for the logits after every one of them.
     *
     * @return [to - from][vocabulary]
     */
    public float[][] forwardAll(int[] ids, int from, int to, KvCache cache) {
        check(ids, from, to, cache);
        float[][] all = new float[to - from][config.vocabulary()];
        // Smaller batches than in reading: the logits of a batch take [n][vocabulary].
        int batch = 32;
        for (int at = from; at < to; at += batch) {
            int end = Math.min(to, at + batch);
            float[] logits =
                    Objects.requireNonNull(run(ids, at, end, cache, end - at, () -> false));
            for (int t = at; t < end; t++) {
                System.arraycopy(
                        logits,
                        (t - at) * config.vocabulary(),
                        all[t - from],
                        0,
                        config.vocabulary());
            }
        }
        return all;
    }

    /**
     * Reads one token in each of several conversations, in one batch: the weights are read once for
     * all of them.
     *
     * @param ids [conversations] tokens
     * @param caches one for each, all different; each grows by its token
     * @return for each the [vocabulary] logits of what follows, an array that belongs to its cache
     *     as in {@link #forward(int[], int, int, KvCache)}
     * @throws IllegalArgumentException if there are not as many caches as tokens, a cache comes
     *     twice or is full, or an id is not in the vocabulary; the caches are then as before
     * @throws IllegalStateException if the model is closed
     */
    public List<float[]> forwardEach(int[] ids, List<KvCache> caches) {
        if (ids.length != caches.size() || ids.length == 0) {
            throw new IllegalArgumentException(
                    ids.length + " tokens need as many caches, not " + caches.size() + ".");
        }
        for (int c = 0; c < ids.length; c++) {
            check(ids, c, c + 1, caches.get(c));
            if (caches.indexOf(caches.get(c)) != c) {
                throw new IllegalArgumentException(
                        "A conversation cannot read two tokens at once.");
            }
        }
        takeTurn();
        try {
            int width = config.width();
            Pass pass = new Pass(0, ids.length, shared, kernels, workers);
            List<Pass> singles = new ArrayList<>();
            float[] stream = pass.floats(Scratch.Use.STREAM, width); // [conversations][width]
            for (int c = 0; c < ids.length; c++) {
                KvCache cache = caches.get(c);
                singles.add(new Pass(cache.length(), 1, cache.scratch(), kernels, workers));
                stack.embedding().row(ids[c], stream, c * width);
            }
            scale(stream, ids.length * width, stack.embeddingScale());
            for (int i = 0; i < stack.layers().size(); i++) {
                List<Attention.Turn> turns = new ArrayList<>();
                for (int c = 0; c < ids.length; c++) {
                    turns.add(new Attention.Turn(singles.get(c), caches.get(c).layer(i)));
                }
                stack.layers().get(i).applyEach(stream, pass, turns);
            }
            float[] together = logits(stream, pass, ids.length);
            List<float[]> all = new ArrayList<>();
            for (int c = 0; c < ids.length; c++) {
                float[] one = singles.get(c).floats(Scratch.Use.LOGITS, config.vocabulary());
                System.arraycopy(together, c * config.vocabulary(), one, 0, config.vocabulary());
                caches.get(c).advance(1);
                all.add(one);
            }
            return all;
        } finally {
            turn.unlock();
        }
    }

    /** To be followed by giving it back, unless it is refused. */
    private void takeTurn() {
        turn.lock();
        if (closed) {
            turn.unlock();
            throw new IllegalStateException("The model is closed.");
        }
    }

    /**
     * One batch through the stack.
     *
     * @param wanted how many of the last tokens to give logits for
     * @return [wanted][vocabulary], or null where {@code cancelled} came first
     */
    private float @Nullable [] run(
            int[] ids, int from, int to, KvCache cache, int wanted, BooleanSupplier cancelled) {
        takeTurn();
        try {
            int count = to - from;
            int width = config.width();
            Pass pass = new Pass(cache.length(), count, cache.scratch(), kernels, workers);

            float[] stream = pass.floats(Scratch.Use.STREAM, width); // [n][width]
            for (int t = 0; t < count; t++) {
                stack.embedding().row(ids[from + t], stream, t * width);
            }
            scale(stream, count * width, stack.embeddingScale());

            for (int i = 0; i < stack.layers().size(); i++) {
                if (cancelled.getAsBoolean()) {
                    return null;
                }
                stack.layers().get(i).apply(stream, pass, cache.layer(i));
            }

            float[] logits = logits(stream, pass, wanted);
            cache.advance(count);
            return logits;
        } finally {
            turn.unlock();
        }
    }

    /** Reads out the last {@code wanted} tokens of the stream. */
    private float[] logits(float[] stream, Pass pass, int wanted) {
        Pass last =
                new Pass(
                        pass.start() + pass.count() - wanted,
                        wanted,
                        pass.scratch(),
                        kernels,
                        workers);
        Scratch.Use use = wanted > 1 ? Scratch.Use.ALL_LOGITS : Scratch.Use.LOGITS;
        float[] logits = last.floats(use, config.vocabulary());
        if (wanted > 0) {
            int width = config.width();
            float[] normed = last.floats(Scratch.Use.FINAL, width);
            System.arraycopy(stream, (pass.count() - wanted) * width, normed, 0, wanted * width);
            stack.norm().apply(normed, normed, last);
            stack.output().apply(normed, logits, last);
            stack.cap(logits, wanted * config.vocabulary());
        }
        return logits;
    }

    private void check(int[] ids, int from, int to, KvCache cache) {
        if (from < 0 || to > ids.length || from >= to) {
            throw new IllegalArgumentException(
                    "There are no tokens " + from + " to " + to + " of " + ids.length + ".");
        }
        cache.requireRoom(to - from);
        for (int i = from; i < to; i++) {
            if (ids[i] < 0 || ids[i] >= config.vocabulary()) {
                throw new IllegalArgumentException(
                        "There is no token "
                                + ids[i]
                                + ": the vocabulary has "
                                + config.vocabulary()
                                + ".");
            }
        }
    }

    private static void scale(float[] x, int n, float factor) {
        if (factor != 1) {
            for (int i = 0; i < n; i++) {
                x[i] *= factor;
            }
        }
    }
}
