package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.gguf.GgmlType;

/** In plain loops an input gives the same, to the last bit, whatever others stand beside it. */
class ScalarProductTest {
    @ParameterizedTest
    @CsvSource({
        "F32, 5, 7",
        "F32, 130, 259",
        "F16, 3, 1",
        "Q4_0, 70, 96",
        "Q8_0, 70, 320",
        "Q6_K, 9, 512"
    })
    void oneInputGivesWhatItGivesAmongOthers(GgmlType type, int rows, int columns) {
        Random random = new Random(columns);
        MemorySegment data = RandomTensors.of(type, rows, columns, random);
        try (Workers workers = new Workers(2);
                TilePool tiles = new TilePool()) {
            Matrix matrix = Kernels.scalar().matrix("w", type, rows, columns, data, tiles);
            for (int count : new int[] {2, 7, 8, 9, 16, 21}) {
                float[] in = new float[count * columns];
                for (int i = 0; i < in.length; i++) {
                    in[i] = (float) random.nextGaussian();
                }
                float[] together = new float[count * rows];
                matrix.multiply(in, count, together, workers);
                for (int t = 0; t < count; t++) {
                    float[] alone = new float[rows];
                    float[] one = Arrays.copyOfRange(in, t * columns, (t + 1) * columns);
                    matrix.multiply(one, 1, alone, workers);
                    float[] among = Arrays.copyOfRange(together, t * rows, (t + 1) * rows);
                    assertArrayEquals(alone, among);
                }
            }
        }
    }
}
