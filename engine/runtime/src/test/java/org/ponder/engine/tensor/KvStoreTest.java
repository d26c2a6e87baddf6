package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was kept comes back, as exactly as its type says, and takes the memory that it says. */
final class KvStoreTest {
    private static final int WIDTH = 24;
    private static final int CAPACITY = 300;

    @ParameterizedTest
    @EnumSource(KvType.class)
    void rowsComeBackAndMayBeOverwritten(KvType type) {
        KvStore store = Kernels.scalar().kvStore(type, CAPACITY, WIDTH);
        Random random = new Random(4);
        float[][] rows = new float[CAPACITY][WIDTH];
        for (int round = 0; round < 2; round++) {
            for (int p = 0; p < CAPACITY; p++) {
                for (int i = 0; i < WIDTH; i++) {
                    rows[p][i] = (float) (random.nextGaussian() * 10);
                }
                store.put(p, rows[p], 0);
            }
            float[] row = new float[WIDTH];
            for (int p = 0; p < CAPACITY; p++) {
                store.get(p, row, 0);
                for (int i = 0; i < WIDTH; i++) {
                    double allowed = type == KvType.F32 ? 0 : Math.abs(rows[p][i]) / 2048 + 1e-7;
                    assertEquals(rows[p][i], row[i], allowed);
                }
            }
        }
        assertEquals((long) CAPACITY * WIDTH * type.bytes(), store.bytes());
    }

    @Test
    void halvesHoldWhatIsTooLargeForThem() {
        KvStore store = Kernels.scalar().kvStore(KvType.F16, 1, 5);
        store.put(0, new float[] {1e9f, -1e9f, 65504, 1e-7f, -0f}, 0);
        float[] row = new float[5];
        store.get(0, row, 0);
        assertArrayEquals(new float[] {65504, -65504, 65504, 1.1920929e-7f, -0f}, row);
    }

    @ParameterizedTest
    @EnumSource(KvType.class)
    void nothingIsTakenBeforeItIsNeeded(KvType type) {
        KvStore store = Kernels.scalar().kvStore(type, 1_000_000, WIDTH);
        assertEquals(0, store.bytes());
        store.put(0, new float[WIDTH], 0);
        assertTrue(store.bytes() < 100_000, store.bytes() + " bytes");
        assertThrows(
                IllegalArgumentException.class, () -> Kernels.scalar().kvStore(type, 0, WIDTH));
    }
}
