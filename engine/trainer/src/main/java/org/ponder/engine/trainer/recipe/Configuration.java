package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.ponder.engine.trainer.lesson.LessonSource;
import org.ponder.engine.trainer.model.ModelShape;
import org.ponder.engine.trainer.model.Threads;

/**
 * How large everything is.
 *
 * @param shape of Pebble; the distilled model has half its layers
 * @param supervised sizes of supervised training
 * @param coldSteps of the cold start
 * @param secondSteps of the second supervised stage
 * @param bases of what Pebble-Zero and distillation begin with
 * @param reinforcement sizes of reinforcement of a model that thinks
 * @param fromBase sizes of that of a base
 * @param asked held-out questions a family in the evaluation
 */
record Configuration(
        ModelShape shape,
        Supervised.Sizes supervised,
        int coldSteps,
        int secondSteps,
        Bases bases,
        Reinforcement.Sizes reinforcement,
        Reinforcement.Sizes fromBase,
        int asked) {
    /**
     * Steps of supervised training.
     *
     * @param zero of Pebble-Zero's base, from the cold start's weights
     * @param small of the base of half the layers, from every other layer of the cold start
     * @param distilled of distillation, from there
     */
    record Bases(int zero, int small, int distilled) {}

    /** Tokens of the longest lesson that is not a long chat, and of the longest reply. */
    static final int LONGEST_LESSON = 960;

    /** The Pebble of the whole recipe, some hours on two cores; the model card says what ships. */
    static Configuration full() {
        return new Configuration(
                new ModelShape(6, 192, 6, 512, 4096),
                new Supervised.Sizes(8192, 512),
                2_000,
                200,
                new Bases(200, 200, 700),
                new Reinforcement.Sizes(30, 24, 8, LONGEST_LESSON, 8e-5),
                // What a base rambles on about is cut off earlier than a thought.
                new Reinforcement.Sizes(40, 24, 8, 640, 2e-4),
                500);
    }

    /** The same recipe in minutes, to see that it runs; what it makes knows next to nothing. */
    static Configuration toy() {
        return new Configuration(
                new ModelShape(2, 64, 2, 128, 4096),
                new Supervised.Sizes(1024, 1024),
                12,
                6,
                new Bases(6, 6, 6),
                new Reinforcement.Sizes(3, 2, 4, 48, 2e-4),
                new Reinforcement.Sizes(3, 2, 4, 48, 2e-4),
                2);
    }

    Configuration withAsked(int newAsked) {
        return new Configuration(
                shape,
                supervised,
                coldSteps,
                secondSteps,
                bases,
                reinforcement,
                fromBase,
                newAsked);
    }

    Configuration withColdSteps(int newColdSteps) {
        return new Configuration(
                shape,
                supervised,
                newColdSteps,
                secondSteps,
                bases,
                reinforcement,
                fromBase,
                asked);
    }

    /** Half the layers: for distillation. */
    static ModelShape half(ModelShape shape) {
        return new ModelShape(
                Math.max(1, shape.layers() / 2),
                shape.width(),
                shape.heads(),
                shape.feedForward(),
                shape.context());
    }

    /** Memory that a step of training a model of this shape takes at most, about. */
    long neededBytes(ModelShape shape, int threads) {
        // Weight, gradient and two moments, of two nets in reinforcement; a gradient more a thread.
        long perParameter = Float.BYTES * (4L * 2 + threads - 1);
        // A long chat is a batch of its own, and each thread may have one while the step has them.
        int longest = LONGEST_LESSON + LessonSource.LONGEST_CHAT;
        long tokens = Math.min((long) longest * threads, supervised.tokens() + longest);
        // Of the scores, two arrays are kept, of half of all pairs.
        long perToken =
                Float.BYTES
                        * (shape.layers()
                                        * (24L * shape.width()
                                                + 8L * shape.feedForward()
                                                + (long) shape.heads() * longest)
                                + 1_000L);
        long computed = perParameter * shape.size() + tokens * perToken;
        // glibc keeps pieces that fit nothing later: 10.2 GB were taken where this was 7.1.
        return computed + computed / 2;
    }

    /**
     * Fails where this machine's memory does not hold it.
     *
     * @throws IOException with one sentence
     */
    void requireMemory(ModelShape shape) throws IOException {
        requireMemory(shape, Threads.count(), physicalMemory());
    }

    void requireMemory(ModelShape shape, int threads, long present) throws IOException {
        long needed = neededBytes(shape, threads);
        if (needed > present) {
            throw new IOException(
                    "A model of this configuration needs about "
                            + (needed >> 20)
                            + " MiB to train with "
                            + threads
                            + " threads and this machine has "
                            + (present >> 20)
                            + " MiB: say THREADS=1 before the command, or take a smaller size.");
        }
    }

    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
