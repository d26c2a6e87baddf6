package org.ponder.app.cli;

import java.time.Duration;
import java.util.Optional;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.transformer.ExpertUse;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.Transformer;

/**
 * Times a model on made-up tokens. Java compiles what runs often, so the first seconds are slower
 * than all later ones: they are measured apart, as warm-up.
 */
final class Benchmark {
    /** Tokens of the prompt in each round of warming up. */
    static final int WARM_UP_PROMPT = 64;

    /** Tokens generated in each round of warming up. */
    private static final int WARM_UP_TOKENS = 8;

    private final Transformer transformer;
    private final KvType cacheType;
    private final int prompt;
    private final int generate;
    private final int context;

    /**
     * What was measured.
     *
     * @param firstToken from the prompt to the first token
     * @param coldFirstToken the same in the first round of warming up
     * @param warmUp time spent warming up
     */
    record Result(
            double prefillTokensPerSecond,
            double decodeTokensPerSecond,
            Duration firstToken,
            Duration coldFirstToken,
            Duration warmUp,
            Decoding decoding) {}

    /**
     * How experts came into memory while tokens were generated.
     *
     * @param spent time of all timed tokens
     * @param experts empty where all experts are in memory
     */
    record Decoding(Duration spent, Optional<ExpertUse> experts) {}

    /**
     * @param cacheType how keys and values are kept
     * @param prompt tokens whose reading is timed
     * @param generate tokens whose generation is timed
     * @param context tokens in the cache before generation is timed, if more than the prompt
     */
    Benchmark(Transformer transformer, KvType cacheType, int prompt, int generate, int context) {
        this.transformer = transformer;
        this.cacheType = cacheType;
        this.prompt = prompt;
        this.generate = generate;
        this.context = context;
    }

    /** Tokens that a measurement needs in the context besides those of the prompt. */
    static int tokensAround(int generate) {
        return generate + 2;
    }

    /** Tokens whose reading is timed. */
    int prompt() {
        return prompt;
    }

    /** Tokens in the cache before generation is timed. */
    int before() {
        return Math.max(prompt, context);
    }

    /**
     * Measures.
     *
     * @param warmUpTime after which the optimizing compiler should have caught up; one round is run
     *     in any case
     */
    Result run(Duration warmUpTime) {
        long start = System.nanoTime();
        Duration cold = round();
        while (since(start).compareTo(warmUpTime) < 0) {
            round();
        }
        Duration warmUp = since(start);

        int before = before();
        int[] ids = ids(before + tokensAround(generate));
        KvCache cache = transformer.newCache(ids.length, cacheType);
        long begun = System.nanoTime();
        int id = MostLikely.of(transformer.forward(ids, 0, prompt, cache));
        Duration first = since(begun);
        if (before > prompt) {
            id = MostLikely.of(transformer.forward(ids, prompt, before, cache));
        }
        // One token more than is timed: the step from reading to generating belongs to neither.
        long from = begun;
        Optional<ExpertUse> usedBefore = transformer.expertUse();
        for (int n = 0; n <= generate; n++) {
            ids[before + n] = id;
            id = MostLikely.of(transformer.forward(ids, before + n, before + n + 1, cache));
            if (n == 0) {
                from = System.nanoTime();
                usedBefore = transformer.expertUse();
            }
        }
        Duration spent = since(from);
        Optional<ExpertUse> earlier = usedBefore;
        Optional<ExpertUse> use = transformer.expertUse().flatMap(now -> earlier.map(now::since));
        return new Result(
                perSecond(prompt, first),
                perSecond(generate, spent),
                first,
                cold,
                warmUp,
                new Decoding(spent, use));
    }

    /** Reads a short prompt and generates a little; returns the time to the first token. */
    private Duration round() {
        int[] ids = ids(WARM_UP_PROMPT + WARM_UP_TOKENS);
        KvCache cache = transformer.newCache(ids.length, cacheType);
        long begun = System.nanoTime();
        int id = MostLikely.of(transformer.forward(ids, 0, WARM_UP_PROMPT, cache));
        Duration first = since(begun);
        for (int n = WARM_UP_PROMPT; n < ids.length; n++) {
            ids[n] = id;
            id = MostLikely.of(transformer.forward(ids, n, n + 1, cache));
        }
        return first;
    }

    /** Ordinary tokens in no order: real vocabularies begin with bytes and end with specials. */
    private int[] ids(int count) {
        int vocabulary = transformer.config().vocabulary();
        int[] ids = new int[count];
        for (int i = 0; i < count; i++) {
            ids[i] = ((i * 7919 + 13) % 1000 + 300) % vocabulary;
        }
        return ids;
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double perSecond(int tokens, Duration time) {
        return tokens * 1e9 / Math.max(1, time.toNanos());
    }
}
