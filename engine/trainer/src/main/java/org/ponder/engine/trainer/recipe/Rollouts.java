package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.sampling.Sampler;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.trainer.model.Threads;
import org.ponder.engine.trainer.model.Vocabulary;
import org.ponder.engine.transformer.KvCache;

/**
 * Replies sampled in Ponder's own engine. Each thread has a model of its own that computes alone
 * and samples many replies in one batch.
 */
final class Rollouts implements AutoCloseable {
    /**
     * Replies that one thread samples together: the weights are read once for all of them, and
     * kernels multiply six at a time. With 16 a thread sampled 1,150 tokens/s of Pebble, with 24
     * 1,290, with 48 no more.
     */
    private static final int AT_ONCE = 24;

    /** Replies that a thread takes on at a time. */
    private static final int SHARE = 2 * AT_ONCE;

    /**
     * Threads at most: a step of reinforcement has work for two, and each has a model and the keys
     * and values of its chats, some hundred megabytes.
     */
    private static final int MOST_THREADS = 2;

    private final List<LanguageModel> models = new ArrayList<>();
    private final ExecutorService threads;
    private final Stopping stopping;

    /**
     * @param stopping is heeded between two tokens
     */
    @SuppressWarnings("MustBeClosedChecker") // closed in close
    Rollouts(Path file, Stopping stopping) throws IOException {
        this.stopping = stopping;
        int count = Math.min(MOST_THREADS, Threads.count());
        threads = Executors.newFixedThreadPool(count);
        try {
            for (int i = 0; i < count; i++) {
                models.add(LanguageModel.load(file, LoadOptions.defaults().withThreads(1)));
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * How replies are drawn.
     *
     * @param temperature 0 for the likeliest token
     * @param topP share of the nucleus
     * @param most tokens in a reply
     */
    record Manner(double temperature, double topP, int most) {
        /** R1's recommended settings. */
        static Manner r1(int most) {
            return new Manner(0.6, 0.95, most);
        }

        /** The policy itself, for reinforcement. */
        static Manner plain(int most) {
            return new Manner(1, 1, most);
        }
    }

    /**
     * Samples replies; the same for the same model and seed, whatever the number of threads.
     *
     * @param prompts token ids
     * @param each replies to every prompt
     * @return [prompt][reply] token ids, with the end token where the reply came to one
     * @throws IOException if it was stopped
     */
    List<List<int[]>> sample(List<int[]> prompts, int each, Manner manner, long seed)
            throws IOException {
        List<Wanted> wanted = new ArrayList<>();
        for (int p = 0; p < prompts.size(); p++) {
            for (int i = 0; i < each; i++) {
                wanted.add(new Wanted(prompts.get(p), seed * 7_919 + p * 104_729L + i));
            }
        }
        List<Future<List<int[]>>> parts = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += SHARE) {
            List<Wanted> share = wanted.subList(from, Math.min(wanted.size(), from + SHARE));
            parts.add(threads.submit(() -> replies(share, manner)));
        }
        List<int[]> replies = new ArrayList<>();
        try {
            for (Future<List<int[]>> part : parts) {
                replies.addAll(part.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A reply could not be sampled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Sampling was interrupted.", e);
        }
        if (replies.size() < wanted.size()) {
            throw Stopping.whileSampling();
        }
        List<List<int[]>> grouped = new ArrayList<>();
        for (int p = 0; p < prompts.size(); p++) {
            grouped.add(replies.subList(p * each, (p + 1) * each));
        }
        return grouped;
    }

    /** A reply to be sampled. */
    @SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared or changed.
    private record Wanted(int[] prompt, long seed) {}

    /**
     * Samples a thread's share, so many at once: where one ends, the next takes its place. None are
     * returned where it is to stop.
     */
    private List<int[]> replies(List<Wanted> share, Manner manner) {
        LanguageModel model = take();
        try {
            int[][] done = new int[share.size()][0];
            List<Running> running = new ArrayList<>();
            int next = 0;
            while (next < share.size() || !running.isEmpty()) {
                if (stopping.asked()) {
                    return List.of();
                }
                while (next < share.size() && running.size() < AT_ONCE) {
                    Running one = new Running(model, share.get(next), manner, next++);
                    if (one.ended()) {
                        done[one.number] = one.reply();
                    } else {
                        running.add(one);
                    }
                }
                if (running.isEmpty()) {
                    continue;
                }
                List<float[]> logits =
                        model.transformer()
                                .forwardEach(
                                        running.stream().mapToInt(Running::last).toArray(),
                                        running.stream().map(r -> r.cache).toList());
                for (int i = 0; i < logits.size(); i++) {
                    running.get(i).sample(logits.get(i));
                }
                running.removeIf(one -> {
                    if (one.ended()) {
                        done[one.number] = one.reply();
                    }
                    return one.ended();
                });
            }
            return List.of(done);
        } finally {
            give(model);
        }
    }

    /** A reply that is being sampled. */
    private static final class Running {
        private final int number;
        private final KvCache cache;
        private final Sampler sampler;
        private final int[] ids;
        private int length;

        /** Reads the prompt and samples the first token. */
        Running(LanguageModel model, Wanted wanted, Manner manner, int number) {
            this.number = number;
            int context = model.config().contextLength();
            int prompt = wanted.prompt().length;
            // Half the bytes to read: a sixth of the time.
            cache =
                    model.transformer()
                            .newCache(Math.min(context, prompt + manner.most()), LoadOptions.CACHE);
            sampler =
                    Sampler.of(
                            new SamplingSettings(
                                    manner.temperature(), 0, manner.topP(), 0, 1, wanted.seed()));
            ids = new int[Math.max(0, cache.capacity() - prompt)];
            if (ids.length > 0) { // otherwise it has no room to reply
                sample(model.transformer().forward(wanted.prompt(), 0, prompt, cache));
            }
        }

        void sample(float[] logits) {
            ids[length++] = sampler.sample(logits);
        }

        int last() {
            return ids[length - 1];
        }

        boolean ended() {
            return length == ids.length || last() == Vocabulary.END;
        }

        int[] reply() {
            return Arrays.copyOf(ids, length);
        }
    }

    private LanguageModel take() {
        synchronized (models) {
            return models.removeLast();
        }
    }

    private void give(LanguageModel model) {
        synchronized (models) {
            models.add(model);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        models.forEach(LanguageModel::close);
    }
}
