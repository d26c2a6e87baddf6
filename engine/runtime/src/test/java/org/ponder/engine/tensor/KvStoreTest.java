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
    /** Two heads of 40: the second group of 8-bit values is a part of one. */
    private static final int HEADS = 2;

    private static final int WIDTH = 80;

    private static final int CAPACITY = 320;

    @ParameterizedTest
    @EnumSource(KvType.class)
    void rowsComeBackAndMayBeOverwritten(KvType type) {
        comeBack(type, Kernels.scalar().keyStore(type, CAPACITY, HEADS, WIDTH / HEADS));
        comeBack(type, Kernels.scalar().valueStore(type, CAPACITY, HEADS, WIDTH / HEADS));
    }

    @Test
    void aPageThatNoArrayHoldsIsRefused() {
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> Kernels.scalar().valueStore(KvType.F32, 1, 1 << 18, 1));
        assertEquals(
                "A page of a cache cannot hold 262144 heads of 1 values.", refused.getMessage());
    }

    private static void comeBack(KvType type, KvStore store) {
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
                    assertEquals(rows[p][i], row[i], allowed(type, rows[p], i));
                }
            }
        }
    }

    /** Half of the last place that is kept. */
    private static double allowed(KvType type, float[] row, int i) {
        return switch (type) {
            case F32 -> 0;
            case F16 -> Math.abs(row[i]) < 0x1p-14 ? 0x1p-14 : Math.abs(row[i]) / 2048;
            case Q8_0 -> {
                float most = 0;
                for (float value : row) {
                    most = Math.max(most, Math.abs(value));
                }
                yield most * (0.5 / 127 + 1.0 / 1024);
            }
        };
    }

    @Test
    void bytesAreThoseOfTheType() {
        for (KvType type : KvType.values()) {
            KvStore store = Kernels.scalar().keyStore(type, CAPACITY, 2, 64);
            for (int p = 0; p < CAPACITY; p++) {
                store.put(p, new float[128], 0);
            }
            assertEquals(type.bytes(CAPACITY * 128L), store.bytes());
        }
        assertEquals(34, KvType.Q8_0.bytes(32));
    }

    @Test
    void aScaleIsSharedByNoMoreThanAGroup() {
        KvStore store = Kernels.scalar().valueStore(KvType.Q8_0, 1, 1, 64);
        float[] row = new float[64];
        row[0] = 1e6f;
        row[63] = 0.01f;
        store.put(0, row, 0);
        store.get(0, row, 0);
        assertEquals(1e6f, row[0], 1e3);
        assertEquals(0.01f, row[63], 1e-4);
    }

    @Test
    void halvesHoldWhatIsTooLargeForThemAndDropWhatIsTooSmall() {
        KvStore store = Kernels.scalar().keyStore(KvType.F16, 1, 1, 5);
        store.put(0, new float[] {1e9f, -1e9f, 65504, 6e-5f, -6e-5f}, 0);
        float[] row = new float[5];
        store.get(0, row, 0);
        assertArrayEquals(new float[] {65504, -65504, 65504, 0f, 0f}, row);
    }

    @ParameterizedTest
    @EnumSource(KvType.class)
    void whatIsNoNumberIsNotTakenForOne(KvType type) {
        for (float value :
                new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            KvStore store = Kernels.scalar().valueStore(type, CAPACITY, HEADS, WIDTH / HEADS);
            float[] row = new float[WIDTH];
            row[43] = value;
            if (type == KvType.F32) {
                store.put(1, row, 0);
                float[] kept = new float[WIDTH];
                store.get(1, kept, 0);
                assertArrayEquals(row, kept);
            } else {
                assertThrows(BrokenModelException.class, () -> store.put(1, row, 0));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(KvType.class)
    void nothingIsTakenBeforeItIsNeeded(KvType type) {
        KvStore store = Kernels.scalar().keyStore(type, 1_000_000, HEADS, WIDTH / HEADS);
        assertEquals(0, store.bytes());
        store.put(0, new float[WIDTH], 0);
        assertTrue(store.bytes() < 200_000, store.bytes() + " bytes");
        assertThrows(
                IllegalArgumentException.class,
                () -> Kernels.scalar().keyStore(type, 0, HEADS, WIDTH));
    }
}
