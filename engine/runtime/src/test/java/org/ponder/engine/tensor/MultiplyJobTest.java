package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.foreign.MemorySegment;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.engine.gguf.GgmlType;

/** A job is kept for the next multiplication, and nothing of the last one with it. */
class MultiplyJobTest {
    private final VectorKernels kernels = new VectorKernels();

    @Test
    void whatWasMultipliedMayGo() throws InterruptedException {
        try (Workers workers = new Workers(2)) {
            for (WeakReference<?> multiplied : multiply(workers)) {
                for (int i = 0; i < 100 && multiplied.get() != null; i++) {
                    System.gc();
                    Thread.sleep(10);
                }
                assertNull(multiplied.get());
            }
        }
    }

    /** Apart, so that no variable keeps what it made. */
    private List<WeakReference<?>> multiply(Workers workers) {
        MemorySegment data = RandomTensors.of(GgmlType.F32, 16, 32, new Random(1));
        try (TilePool tiles = new TilePool()) {
            Matrix matrix = kernels.matrix("w", GgmlType.F32, 16, 32, data, tiles);
            float[] in = new float[32];
            float[] out = new float[16];
            matrix.multiply(in, 1, out, workers);
            return List.of(
                    new WeakReference<>(matrix), new WeakReference<>(in), new WeakReference<>(out));
        }
    }
}
