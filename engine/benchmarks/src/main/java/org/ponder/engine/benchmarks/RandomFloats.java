package org.ponder.engine.benchmarks;

import java.util.Random;

/** Normal numbers with the deviation of weights. */
final class RandomFloats {
    private RandomFloats() {}

    static float[] of(int count, long seed) {
        Random random = new Random(seed);
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) (RandomBlocks.DEVIATION * random.nextGaussian());
        }
        return floats;
    }
}
