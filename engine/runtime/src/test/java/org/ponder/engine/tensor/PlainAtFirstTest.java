package org.ponder.engine.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ponder.engine.gguf.GgmlType;

/** Kernels that are plain at first compute as plain loops do, and after a word as vectors do. */
class PlainAtFirstTest {
    private static final int ROWS = 70;
    private static final int COLUMNS = 320;
    private static final int INPUTS = 9;
    private static final Heads HEADS = new Heads(4, 2, 32, 32, 0.2f);
    private static final int LENGTH = 40;

    private final Random random = new Random(3);
    private final MemorySegment weights = RandomTensors.of(GgmlType.Q8_0, ROWS, COLUMNS, random);
    private final float[] in = gaussians(INPUTS * COLUMNS);
    private final float[] query = gaussians(HEADS.queryHeads() * HEADS.keyWidth());
    private final float[] cached = gaussians((LENGTH + 1) * 64);

    @Test
    void theyAreTheScalarTwinUntilTheyAreCompiledAndTheVectorsAfterwards() {
        try (Workers workers = new Workers(2);
                TilePool tiles = new TilePool()) {
            float[] plain = compute(Kernels.scalar(), tiles, workers);
            float[] vectors = compute(new VectorKernels(), tiles, workers);
            assertFalse(Arrays.equals(plain, vectors));

            Kernels kernels = Kernels.plainAtFirst(notice -> {});
            assertArrayEquals(plain, compute(kernels, tiles, workers));
            kernels.compiled();
            assertArrayEquals(vectors, compute(kernels, tiles, workers));
        }
    }

    /** Everything that kernels do, one result after the other. */
    private float[] compute(Kernels kernels, TilePool tiles, Workers workers) {
        Matrix matrix = kernels.matrix("w", GgmlType.Q8_0, ROWS, COLUMNS, weights, tiles);
        float[] alone = new float[INPUTS * ROWS];
        matrix.multiply(in, INPUTS, alone, workers);
        float[] together = new float[INPUTS * ROWS];
        kernels.multiply(new Matrix[] {matrix}, in, INPUTS, new float[][] {together}, workers);

        KvStore keys = kernels.keyStore(KvType.F16, LENGTH + 1, HEADS.kvHeads(), HEADS.keyWidth());
        KvStore values =
                kernels.valueStore(KvType.F16, LENGTH + 1, HEADS.kvHeads(), HEADS.valueWidth());
        for (int p = 0; p <= LENGTH; p++) {
            keys.put(p, cached, p * 64);
            values.put(p, cached, p * 64);
        }
        float[] seen = new float[query.length];
        kernels.attend(HEADS, query, LENGTH, 1, keys, values, seen, workers);

        float[] normed = new float[COLUMNS];
        kernels.rmsNorm(normed, 0, in, 0, gate(), COLUMNS, 1e-5f);
        float[] gated = gate();
        kernels.swiglu(gated, 0, in, 0, COLUMNS);
        float[] added = gate();
        kernels.addScaled(added, 0, in, 0, 0.3f, COLUMNS);
        return joined(alone, together, seen, normed, gated, added);
    }

    private float[] gate() {
        return Arrays.copyOfRange(in, COLUMNS, 2 * COLUMNS);
    }

    private static float[] joined(float[]... parts) {
        float[] all = new float[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    private float[] gaussians(int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return x;
    }
}
