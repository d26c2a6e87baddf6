package org.ponder.engine.trainer.recipe;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.ponder.engine.trainer.model.ModelShape;

/**
 * How large everything is.
 *
 * @param shape of Pebble; the distilled model has half its layers
 * @param supervised sizes of supervised training
 * @param coldSteps of the cold start
 * @param secondSteps of the second supervised stage
 * @param baseSteps of Zero's base, of distillation and of the small base
 * @param reinforcement sizes of reinforcement
 * @param asked held-out questions a family in the evaluation
 */
record Configuration(
        ModelShape shape,
        Supervised.Sizes supervised,
        int coldSteps,
        int secondSteps,
        int baseSteps,
        Reinforcement.Sizes reinforcement,
        int asked) {
    /** Tokens of the longest lesson that is not a long chat, and of the longest reply. */
    static final int LONGEST_LESSON = 960;

    /** Pebble as it ships: some hours on two cores. */
    static Configuration full() {
        return new Configuration(
                new ModelShape(6, 192, 6, 512, 4096),
                new Supervised.Sizes(8192, 2048),
                19_500,
                200,
                200,
                new Reinforcement.Sizes(40, 8, 8, LONGEST_LESSON),
                500);
    }

    /** The same recipe in minutes, to see that it runs; what it makes knows next to nothing. */
    static Configuration toy() {
        return new Configuration(
                new ModelShape(2, 64, 2, 128, 4096),
                new Supervised.Sizes(1024, 1024),
                12,
                6,
                6,
                new Reinforcement.Sizes(3, 2, 4, 48),
                2);
    }

    Configuration withAsked(int newAsked) {
        return new Configuration(
                shape, supervised, coldSteps, secondSteps, baseSteps, reinforcement, newAsked);
    }

    Configuration withColdSteps(int newColdSteps) {
        return new Configuration(
                shape, supervised, newColdSteps, secondSteps, baseSteps, reinforcement, asked);
    }

    /** Half the layers: for distillation. */
    ModelShape small() {
        return new ModelShape(
                Math.max(1, shape.layers() / 2),
                shape.width(),
                shape.heads(),
                shape.feedForward(),
                shape.context());
    }

    /** Memory that a step of training takes at most, about. */
    long neededBytes() {
        long perParameter = 4L * Float.BYTES * 2; // weight, gradient, two moments; two nets in RL
        long tokens = supervised.most();
        long perToken =
                Float.BYTES
                        * (shape.layers()
                                        * (24L * shape.width()
                                                + 8L * shape.feedForward()
                                                + 4L * shape.heads() * LONGEST_LESSON)
                                + 1_000L);
        return perParameter * shape.size() + tokens * perToken;
    }

    /**
     * Fails where this machine's memory does not hold it.
     *
     * @throws IOException with one sentence
     */
    void requireMemory() throws IOException {
        requireMemory(physicalMemory());
    }

    void requireMemory(long present) throws IOException {
        if (neededBytes() > present) {
            throw new IOException(
                    "A model of this configuration needs about "
                            + (neededBytes() >> 20)
                            + " MiB to train and this machine has "
                            + (present >> 20)
                            + " MiB: choose fewer layers, a smaller width or fewer tokens at once.");
        }
    }

    private static long physicalMemory() {
        return ManagementFactory.getOperatingSystemMXBean()
                        instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : Long.MAX_VALUE;
    }
}
