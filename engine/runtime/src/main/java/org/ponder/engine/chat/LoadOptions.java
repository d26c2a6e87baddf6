package org.ponder.engine.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.transformer.WeightBytes;

/**
 * How a model is loaded.
 *
 * @param threads that compute, the caller's included; 1 to 1024
 * @param kernels arithmetic
 * @param template a chat template (Jinja) in place of the file's own
 * @param cacheType how the keys and values of conversations are kept
 * @param weightsLimit bytes of memory that weights may take; 0 for what the machine has. Where a
 *     mixture of experts is larger, its experts are read from the file when they are needed
 * @param drafts tokens that are guessed from what was said before and verified together, 0 to
 *     {@value #MOST_DRAFTS}; replies stay the same
 * @param progress receives the share loaded, 0 to 1, on the loading thread
 * @param notice receives what the user should know, such as that the file's chat template is broken
 */
public record LoadOptions(
        int threads,
        Kernels kernels,
        Optional<String> template,
        KvType cacheType,
        long weightsLimit,
        int drafts,
        DoubleConsumer progress,
        Consumer<LoadNotice> notice) {

    /** How keys and values are kept unless asked otherwise: a long thought reads them all. */
    public static final KvType CACHE = KvType.F16;

    /** As many as are verified by the arithmetic that reads one token, bit for bit. */
    public static final int MOST_DRAFTS = 4;

    public LoadOptions {
        if (drafts < 0 || drafts > MOST_DRAFTS) {
            throw new IllegalArgumentException(
                    "The number of drafts must be 0 to " + MOST_DRAFTS + ", not " + drafts + ".");
        }
        if (threads < 1 || threads > 1024) {
            throw new IllegalArgumentException(
                    "The number of threads must be 1 to 1024, not " + threads + ".");
        }
        if (weightsLimit < 0) {
            throw new IllegalArgumentException(
                    "The limit of weights must be 0 or more bytes, not " + weightsLimit + ".");
        }
    }

    /** All processors, the fastest kernels that run here, the file's template. */
    public static LoadOptions defaults() {
        return defaults(notice -> {});
    }

    /**
     * As {@link #defaults()}, with someone to tell.
     *
     * @param notice as in the record
     */
    public static LoadOptions defaults(Consumer<LoadNotice> notice) {
        return new LoadOptions(
                Runtime.getRuntime().availableProcessors(),
                Kernels.best(slow ->
                        notice.accept(
                                new LoadNotice(LoadNotice.Kind.SLOW_KERNELS, List.of(), slow))),
                Optional.empty(),
                CACHE,
                0,
                0,
                share -> {},
                notice);
    }

    /** These options with another number of threads. */
    public LoadOptions withThreads(int newThreads) {
        return new LoadOptions(
                newThreads, kernels, template, cacheType, weightsLimit, drafts, progress, notice);
    }

    /** These options with other kernels. */
    public LoadOptions withKernels(Kernels newKernels) {
        return new LoadOptions(
                threads, newKernels, template, cacheType, weightsLimit, drafts, progress, notice);
    }

    /** These options with a chat template in place of the file's own. */
    public LoadOptions withTemplate(String jinja) {
        return new LoadOptions(
                threads,
                kernels,
                Optional.of(jinja),
                cacheType,
                weightsLimit,
                drafts,
                progress,
                notice);
    }

    /** These options with someone to tell how far loading is. */
    public LoadOptions withProgress(DoubleConsumer newProgress) {
        return new LoadOptions(
                threads, kernels, template, cacheType, weightsLimit, drafts, newProgress, notice);
    }

    /** These options with keys and values kept in another way. */
    public LoadOptions withCacheType(KvType type) {
        return new LoadOptions(
                threads, kernels, template, type, weightsLimit, drafts, progress, notice);
    }

    /** These options with a limit of memory for the weights, in bytes. */
    public LoadOptions withWeightsLimit(long bytes) {
        return new LoadOptions(
                threads, kernels, template, cacheType, bytes, drafts, progress, notice);
    }

    /** These options with so many tokens drafted at a time. */
    public LoadOptions withDrafts(int tokens) {
        return new LoadOptions(
                threads, kernels, template, cacheType, weightsLimit, tokens, progress, notice);
    }

    /** The limit for a model; none where all of it fits the machine's memory. */
    long weightsLimit(WeightBytes weights) {
        long memory = MachineMemory.bytes();
        long most = memory / 5 * 4;
        if (weights.experts() == 0 && weights.always() >= most) {
            long all = weights.always() >> 20;
            tell(
                    LoadNotice.Kind.LARGER_THAN_MEMORY,
                    "The model's weights take %,d MB and the machine has %,d MB, so the system may end this program without a word: choose a smaller quantization or a smaller model."
                            .formatted(all, memory >> 20),
                    all,
                    memory >> 20);
        }
        if (weightsLimit > 0) {
            if (weights.experts() == 0 && weights.always() > weightsLimit) {
                long all = weights.always() >> 20;
                long limit = weightsLimit >> 20;
                tell(
                        LoadNotice.Kind.LIMIT_TOO_SMALL,
                        "Each token needs all %,d MB of this model's weights, so the limit of %,d MB cannot be kept."
                                .formatted(all, limit),
                        all,
                        limit);
                return Long.MAX_VALUE;
            }
            return weightsLimit;
        }
        boolean fits = weights.always() + weights.experts() < most;
        if (fits || weights.experts() == 0) {
            return Long.MAX_VALUE;
        }
        long limit = memory / 10 * 7;
        long all = (weights.always() + weights.experts()) >> 20;
        tell(
                LoadNotice.Kind.EXPERTS_FROM_FILE,
                "The model's weights take %,d MB and the machine has %,d MB: experts are read from the file as they are needed, within %,d MB."
                        .formatted(all, memory >> 20, limit >> 20),
                all,
                memory >> 20,
                limit >> 20);
        return limit;
    }

    private void tell(LoadNotice.Kind kind, String sentence, Object... details) {
        notice.accept(new LoadNotice(kind, List.of(details), sentence));
    }
}
