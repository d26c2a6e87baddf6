package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ponder.engine.chat.LanguageModel;
import org.ponder.engine.chat.LoadOptions;
import org.ponder.engine.sampling.Sampler;
import org.ponder.engine.sampling.SamplingSettings;
import org.ponder.engine.trainer.model.Vocabulary;
import org.ponder.engine.transformer.KvCache;

/**
 * Replies sampled in Ponder's own engine. Each thread has a model of its own that computes alone,
 * and reads a prompt once for all its replies.
 */
final class Rollouts implements AutoCloseable {
    private final List<LanguageModel> models = new ArrayList<>();
    private final ExecutorService threads;

    @SuppressWarnings("MustBeClosedChecker") // closed in close
    Rollouts(Path file, int count) throws IOException {
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
     */
    List<List<int[]>> sample(List<int[]> prompts, int each, Manner manner, long seed) {
        List<Future<List<int[]>>> parts = new ArrayList<>();
        List<List<int[]>> replies = new ArrayList<>();
        for (int[] prompt : prompts) {
            long promptSeed = seed * 7_919 + parts.size() * 104_729L;
            parts.add(threads.submit(() -> replies(prompt, each, manner, promptSeed)));
        }
        try {
            for (Future<List<int[]>> part : parts) {
                replies.add(part.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A reply could not be sampled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Sampling was interrupted.", e);
        }
        return replies;
    }

    private List<int[]> replies(int[] prompt, int each, Manner manner, long seed) {
        LanguageModel model = take();
        try {
            if (prompt.length >= model.config().contextLength()) {
                return Collections.nCopies(each, new int[0]); // it has no room to reply
            }
            KvCache cache =
                    model.transformer()
                            .newCache(
                                    Math.min(
                                            model.config().contextLength(),
                                            prompt.length + manner.most()));
            float[] first = model.transformer().forward(prompt, 0, prompt.length, cache).clone();
            List<int[]> replies = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                cache.truncate(prompt.length);
                replies.add(reply(model, cache, first.clone(), manner, seed + i));
            }
            return replies;
        } finally {
            give(model);
        }
    }

    private static int[] reply(
            LanguageModel model, KvCache cache, float[] first, Manner manner, long seed) {
        Sampler sampler =
                Sampler.of(
                        new SamplingSettings(manner.temperature(), 0, manner.topP(), 0, 1, seed));
        int[] reply = new int[cache.capacity() - cache.length()];
        float[] logits = first;
        int[] last = new int[1];
        for (int i = 0; i < reply.length; i++) {
            reply[i] = sampler.sample(logits);
            if (reply[i] == Vocabulary.END || i + 1 == reply.length) {
                return Arrays.copyOf(reply, i + 1);
            }
            last[0] = reply[i];
            logits = model.transformer().forward(last, 0, 1, cache);
        }
        return reply;
    }

    /** Threads to sample with. */
    static int processors() {
        return Math.max(1, Math.min(2, Runtime.getRuntime().availableProcessors()));
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
