package org.ponder.engine.transformer;

import java.util.Arrays;
import org.ponder.engine.tensor.Matrix;

/** A linear map of its own for each head: y = W x, or y = Wᵀ x. */
final class HeadMaps {
    private final Matrix[] maps;
    private final boolean transposed;

    /**
     * Makes the maps of a layer.
     *
     * @param maps one per head, all of one shape
     * @param transposed whether the transposes are meant
     */
    HeadMaps(Matrix[] maps, boolean transposed) {
        this.maps = maps.clone();
        this.transposed = transposed;
    }

    /**
     * Maps each head of each token.
     *
     * @param in [n][heads][inStride], of which the first values of each head are read
     * @param out [n][heads][outStride], of which the first values of each head are written
     */
    void apply(float[] in, int inStride, float[] out, int outStride, Pass pass) {
        if (transposed) {
            applyTransposed(in, inStride, out, outStride, pass);
        } else {
            applyPlain(in, inStride, out, outStride, pass);
        }
    }

    private void applyPlain(float[] in, int inStride, float[] out, int outStride, Pass pass) {
        int n = pass.count();
        int columns = maps[0].columns();
        int rows = maps[0].rows();
        float[] x = pass.floats(Scratch.Use.HEAD_IN, columns); // [n][columns]
        float[] y = pass.floats(Scratch.Use.HEAD_OUT, rows); // [n][rows]
        for (int head = 0; head < maps.length; head++) {
            for (int t = 0; t < n; t++) {
                int from = (t * maps.length + head) * inStride;
                System.arraycopy(in, from, x, t * columns, columns);
            }
            maps[head].multiply(x, n, y, pass.workers());
            for (int t = 0; t < n; t++) {
                int to = (t * maps.length + head) * outStride;
                System.arraycopy(y, t * rows, out, to, rows);
            }
        }
    }

    /** Sums rows weighted by x: each row is unpacked once for the whole batch. */
    private void applyTransposed(float[] in, int inStride, float[] out, int outStride, Pass pass) {
        int columns = maps[0].columns();
        float[] rows = pass.scratch().floats(Scratch.Use.HEAD_OUT, maps.length * columns);
        pass.workers()
                .run(
                        maps.length,
                        head -> {
                            for (int t = 0; t < pass.count(); t++) {
                                int to = (t * maps.length + head) * outStride;
                                Arrays.fill(out, to, to + columns, 0f);
                            }
                            for (int r = 0; r < maps[head].rows(); r++) {
                                maps[head].row(r, rows, head * columns);
                                for (int t = 0; t < pass.count(); t++) {
                                    int at = t * maps.length + head;
                                    pass.kernels()
                                            .addScaled(
                                                    out,
                                                    at * outStride,
                                                    rows,
                                                    head * columns,
                                                    in[at * inStride + r],
                                                    columns);
                                }
                            }
                        });
    }
}
