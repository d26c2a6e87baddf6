package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A query sees its window and no further, and a sink takes its share: as the formula has it. */
class AttentionReachTest {
    private static final int POSITIONS = 300;
    private static final Heads HEADS = new Heads(4, 2, 8, 6, 0.4f);

    static Stream<Kernels> kernels() {
        return Stream.of(Kernels.scalar(), Kernels.best(notice -> {}));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everythingIsSeen(Kernels kernels) {
        attend(kernels, HEADS, POSITIONS, null);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aWindowIsSeen(Kernels kernels) {
        for (int window : new int[] {1, 2, 32, 256, 299, 300, 1000}) {
            attend(kernels, HEADS.sliding(window), window, null);
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void sinksTakeTheirShare(Kernels kernels) {
        float[] sinks = {0.5f, -3f, 4f, 0f};
        attend(kernels, HEADS.sinking(sinks), POSITIONS, sinks);
        attend(kernels, HEADS.sinking(sinks).sliding(40), 40, sinks);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> HEADS.sliding(0));
        assertThrows(IllegalArgumentException.class, () -> HEADS.sinking(new float[3]));
    }

    private static void attend(
            Kernels kernels,
            Heads heads,
            int window,
            float @org.jspecify.annotations.Nullable [] sinks) {
        Random random = new Random(9);
        int count = 20;
        float[] keys = gaussians(POSITIONS * 16, random);
        float[] values = gaussians(POSITIONS * 12, random);
        float[] queries = gaussians(count * 32, random);
        float[] out = new float[count * 24];
        KvStore k = kernels.keyStore(KvType.F32, POSITIONS, 2, 8);
        KvStore v = kernels.valueStore(KvType.F32, POSITIONS, 2, 6);
        for (int p = 0; p < POSITIONS; p++) {
            k.put(p, keys, p * 16);
            v.put(p, values, p * 12);
        }
        try (Workers workers = new Workers(2)) {
            kernels.attend(heads, queries, POSITIONS - count, count, k, v, out, workers);
        }
        for (int t = 0; t < count; t++) {
            int position = POSITIONS - count + t;
            for (int h = 0; h < 4; h++) {
                double sum = sinks == null ? 0 : Math.exp(sinks[h]);
                double[] read = new double[6];
                for (int p = Math.max(0, position - window + 1); p <= position; p++) {
                    double score = 0;
                    for (int i = 0; i < 8; i++) {
                        score += queries[(t * 4 + h) * 8 + i] * keys[p * 16 + h / 2 * 8 + i];
                    }
                    double weight = Math.exp(0.4 * score);
                    sum += weight;
                    for (int i = 0; i < 6; i++) {
                        read[i] += weight * values[p * 12 + h / 2 * 6 + i];
                    }
                }
                for (int i = 0; i < 6; i++) {
                    assertEquals(read[i] / sum, out[(t * 4 + h) * 6 + i], 1e-5);
                }
            }
        }
    }

    private static float[] gaussians(int n, Random random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
