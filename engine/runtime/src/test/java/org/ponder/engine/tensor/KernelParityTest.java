package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ponder.engine.gguf.GgmlType;

/** The vector kernels compute what the scalar ones do, over every type and over odd sizes. */
class KernelParityTest {
    private static final int[] SIZES = {
        1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 129, 1000, 4098
    };

    /** Rounding of one multiply-add, with room for another order of additions. */
    private static final double FLOAT_ERROR = 4e-6;

    private final Kernels scalar = Kernels.scalar();
    private final Kernels vector =
            Kernels.best(reason -> {
                throw new AssertionError(reason);
            });
    private static Workers workers = new Workers(1);
    private static final TilePool TILES = new TilePool();

    @BeforeAll
    static void start() {
        workers = new Workers(3);
    }

    @AfterAll
    static void stop() {
        workers.close();
        TILES.close();
    }

    static Stream<GgmlType> types() {
        return Arrays.stream(GgmlType.values()).filter(Dequantizer::supports);
    }

    @ParameterizedTest
    @MethodSource("types")
    void matricesAgree(GgmlType type) {
        Random random = new Random(type.id());
        int block = type.blockSize();
        int[] columns =
                block == 1
                        ? new int[] {1, 3, 16, 31, 65, 259, 1000}
                        : new int[] {block, 3 * block, 512};
        for (int n : columns) {
            for (int rows : new int[] {1, 16, 53}) {
                MemorySegment data = RandomTensors.of(type, rows, n, random);
                for (int count : new int[] {1, 3, 9}) {
                    compare(type, rows, n, count, data, random);
                }
            }
        }
    }

    private void compare(
            GgmlType type, int rows, int columns, int count, MemorySegment data, Random random) {
        float[] in = gaussians(count * columns, random);
        float[] expected = new float[count * rows];
        float[] actual = new float[count * rows];
        Arrays.fill(actual, Float.NaN);
        Matrix reference = scalar.matrix("reference", type, rows, columns, data, TILES);
        reference.multiply(in, count, expected, workers);
        vector.matrix("vector", type, rows, columns, data, TILES)
                .multiply(in, count, actual, workers);
        float[] weights = new float[columns];
        for (int r = 0; r < rows; r++) {
            reference.row(r, weights, 0);
            for (int t = 0; t < count; t++) {
                double allowed = allowed(weights, in, t * columns);
                if (type == GgmlType.Q4_0 && count >= TileMatrix.PANEL_INPUTS) {
                    allowed += rounding(weights, in, t * columns);
                }
                assertEquals(
                        expected[t * rows + r],
                        actual[t * rows + r],
                        allowed,
                        () -> type + " " + rows + "x" + columns + ", " + count + " inputs");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void whatIsNoNumberIsNotTakenForOne(GgmlType type) {
        Random random = new Random(type.id());
        int rows = 53;
        int columns = type.blockSize() == 1 ? 259 : 512;
        for (int place : noNumberPlaces(type)) {
            for (int bits : noNumbers(type)) {
                for (int block :
                        new int[] {0, 200 / type.blockSize(), columns / type.blockSize() - 1}) {
                    int row = random.nextInt(rows);
                    MemorySegment data = RandomTensors.of(type, rows, columns, random);
                    long at = type.bytes((long) row * columns) + (long) block * type.blockBytes();
                    data.set(ValueLayout.JAVA_SHORT_UNALIGNED, at + place, (short) bits);
                    for (int count : new int[] {1, 9}) {
                        isNotHidden(type, rows, columns, count, data, row);
                    }
                }
            }
        }
    }

    private void isNotHidden(
            GgmlType type, int rows, int columns, int count, MemorySegment data, int row) {
        float[] in = gaussians(count * columns, new Random(count));
        float[] out = new float[count * rows];
        scalar.matrix("w", type, rows, columns, data, TILES).multiply(in, count, out, workers);
        assertFalse(Float.isFinite(out[row]));
        Matrix matrix = vector.matrix("blk.7.w", type, rows, columns, data, TILES);
        for (int round = 0; round < 2; round++) {
            Arrays.fill(out, 0f);
            try {
                matrix.multiply(in, count, out, workers);
                assertFalse(Float.isFinite(out[row]), () -> type + ", " + count + " inputs");
            } catch (BrokenModelException refused) {
                String message = String.valueOf(refused.getMessage());
                assertTrue(message.contains("the tensor blk.7.w is"), message);
            }
        }
    }

    /** Where in a block a number is that may be none. */
    private static int[] noNumberPlaces(GgmlType type) {
        return switch (type) {
            case F16, BF16 -> new int[] {0};
            case F32 -> new int[] {2};
            default -> RandomTensors.halves(type);
        };
    }

    /** The upper 16 bits of both infinities and of what is no number. */
    private static int[] noNumbers(GgmlType type) {
        return type == GgmlType.F32 || type == GgmlType.BF16
                ? new int[] {0x7f80, 0xff80, 0x7fc0}
                : new int[] {0x7c00, 0xfc00, 0x7e00, 0x7c01};
    }

    /** What float rounding may amount to. */
    private static double allowed(float[] weights, float[] in, int offset) {
        double products = 0;
        for (int k = 0; k < weights.length; k++) {
            products += Math.abs(weights[k] * in[offset + k]);
        }
        return 1e-30 + FLOAT_ERROR * products;
    }

    /** What rounding inputs to 8 bits may amount to: each is off by half a step of its block. */
    private static double rounding(float[] weights, float[] in, int offset) {
        double rounding = 0;
        for (int block = 0; block < weights.length; block += 32) {
            double sum = 0;
            double largest = 0;
            for (int k = block; k < block + 32; k++) {
                sum += Math.abs(weights[k]);
                largest = Math.max(largest, Math.abs(in[offset + k]));
            }
            rounding += sum * largest / 127 / 2;
        }
        return rounding;
    }

    @Test
    void theResultForAnInputDoesNotDependOnTheThreads() {
        Random random = new Random(1);
        GgmlType[] types = {GgmlType.F32, GgmlType.Q8_0, GgmlType.Q4_0, GgmlType.Q4_K};
        for (GgmlType type : types) {
            MemorySegment data = RandomTensors.of(type, 300, 512, random);
            Matrix matrix = vector.matrix("w", type, 300, 512, data, TILES);
            float[] in = gaussians(9 * 512, random);
            float[] one = new float[9 * 300];
            float[] three = new float[9 * 300];
            for (int count : new int[] {1, 9}) {
                try (Workers alone = new Workers(1)) {
                    matrix.multiply(in, count, one, alone);
                }
                matrix.multiply(in, count, three, workers);
                assertTrue(Arrays.equals(one, three));
            }
        }
    }

    @Test
    void severalMatricesOfOneInputEqualEachAlone() {
        Random random = new Random(2);
        GgmlType[] types = {
            GgmlType.Q4_K, GgmlType.Q6_K, GgmlType.Q8_0, GgmlType.F16, GgmlType.Q4_0, GgmlType.Q4_0
        };
        int[] rows = {70, 33, 256, 1, 130, 9};
        Matrix[] matrices = new Matrix[6];
        for (int i = 0; i < 6; i++) {
            MemorySegment data = RandomTensors.of(types[i], rows[i], 512, random);
            matrices[i] = vector.matrix("w", types[i], rows[i], 512, data, TILES);
        }
        for (int count : new int[] {1, 3, 40}) {
            float[] in = gaussians(count * 512, random);
            float[][] together = new float[6][];
            for (int i = 0; i < 6; i++) {
                together[i] = new float[count * rows[i]];
            }
            vector.multiply(matrices, in, count, together, workers);
            for (int i = 0; i < 6; i++) {
                float[] alone = new float[count * rows[i]];
                matrices[i].multiply(in, count, alone, workers);
                assertTrue(Arrays.equals(alone, together[i]));
            }
        }
    }

    @Test
    void vectorMathAgrees() {
        Random random = new Random(3);
        for (int n : SIZES) {
            float[] a = gaussians(n + 3, random);
            float[] b = gaussians(n + 3, random);
            double size = 1 + Math.sqrt(n);
            assertEquals(ScalarMath.dot(a, 1, b, 3, n), VectorMath.dot(a, 1, b, 3, n), 1e-5 * size);
            both(n, a, b, (k, x, y) -> k.addScaled(x, 1, y, 2, 0.3f, n), 1e-6);
            both(n, a, b, (k, x, y) -> k.rmsNorm(x, 2, x, 2, y, n, 1e-6f), 2e-6);
            both(n, a, b, (k, x, y) -> softmax(k, x, 2, n), 1e-6);
            both(n, a, b, (k, x, y) -> k.swiglu(x, 2, y, 1, n), 2e-6);
        }
        float[] extreme = {-1e30f, 0f, 88f, -200f, 1e4f, -1e4f, 3e38f, -3e38f, 1f};
        float[] ones = new float[extreme.length];
        Arrays.fill(ones, 1f);
        both(9, extreme, ones, (k, x, y) -> softmax(k, x, 0, 9), 1e-6);
        float[] moderate = {-100f, 0f, 88f, -87.5f, 1e4f, -1e4f, 30f, -30f, 1f};
        both(9, moderate, ones, (k, x, y) -> k.swiglu(x, 0, y, 0, 9), 2e-6);
    }

    private void softmax(Kernels kernels, float[] x, int offset, int n) {
        if (kernels.equals(scalar)) {
            ScalarMath.softmax(x, offset, n);
        } else {
            VectorMath.softmax(x, offset, n, 1, new float[VectorMath.PARTS]);
        }
    }

    @Test
    void attentionAgrees() {
        Random random = new Random(4);
        for (Heads heads :
                new Heads[] {
                    new Heads(1, 1, 5, 3, 0.5f),
                    new Heads(6, 2, 16, 16, 0.25f),
                    new Heads(12, 2, 128, 64, 0.1f),
                    new Heads(5, 1, 24, 16, 0.2f),
                    new Heads(7, 1, 64, 40, 0.1f),
                    new Heads(12, 2, 32, 64, 0.2f).sliding(45)
                }) {
            for (int length : new int[] {1, 7, 300}) {
                for (int count : new int[] {1, 3, 20}) {
                    for (KvType type : KvType.values()) {
                        attention(heads, type, length, count, random);
                    }
                }
            }
        }
    }

    private void attention(Heads heads, KvType type, int length, int count, Random random) {
        int keyWidth = heads.kvHeads() * heads.keyWidth();
        int valueWidth = heads.kvHeads() * heads.valueWidth();
        int capacity = length + count;
        float[] query = gaussians(count * heads.queryHeads() * heads.keyWidth(), random);
        float[] keys = gaussians(capacity * keyWidth, random);
        float[] values = gaussians(capacity * valueWidth, random);
        float[][] outs = new float[2][count * heads.queryHeads() * heads.valueWidth()];
        for (int i = 0; i < 2; i++) {
            Kernels kernels = i == 0 ? scalar : vector;
            KvStore k = kernels.keyStore(type, capacity, heads.kvHeads(), heads.keyWidth());
            KvStore v = kernels.valueStore(type, capacity, heads.kvHeads(), heads.valueWidth());
            for (int p = 0; p < capacity; p++) {
                k.put(p, keys, p * keyWidth);
                v.put(p, values, p * valueWidth);
            }
            kernels.attend(heads, query, length, count, k, v, outs[i], workers);
        }
        for (int i = 0; i < outs[0].length; i++) {
            assertEquals(outs[0][i], outs[1][i], 2e-5);
        }
    }

    @Test
    void attentionAgreesWhereValuesAreTheFirstPartOfKeys() {
        Random random = new Random(5);
        Heads heads = new Heads(6, 1, 72, 64, 0.1f);
        for (KvType type : KvType.values()) {
            float[] query = gaussians(3 * 6 * 72, random);
            float[] rows = gaussians(100 * 72, random);
            float[][] outs = new float[2][3 * 6 * 64];
            for (int i = 0; i < 2; i++) {
                Kernels kernels = i == 0 ? scalar : vector;
                KvStore store = kernels.valueStore(type, 100, 1, 72);
                for (int p = 0; p < 100; p++) {
                    store.put(p, rows, p * 72);
                }
                kernels.attend(heads, query, 97, 3, store, store, outs[i], workers);
            }
            for (int i = 0; i < outs[0].length; i++) {
                assertEquals(outs[0][i], outs[1][i], 2e-5);
            }
        }
    }

    private interface Operation {
        void apply(Kernels kernels, float[] x, float[] y);
    }

    private void both(int n, float[] a, float[] b, Operation operation, double relative) {
        float[] expected = a.clone();
        float[] actual = a.clone();
        operation.apply(scalar, expected, b.clone());
        operation.apply(vector, actual, b.clone());
        for (int i = 0; i < a.length; i++) {
            double allowed = relative * (1 + Math.abs(expected[i]));
            assertEquals(expected[i], actual[i], allowed, "element " + i + " of " + n);
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
