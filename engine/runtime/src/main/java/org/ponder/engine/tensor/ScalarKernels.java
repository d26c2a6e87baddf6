package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import org.ponder.engine.gguf.GgmlType;

/** Plain loops: the reference for the vector kernels, and the fallback without them. */
final class ScalarKernels implements Kernels {
    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public Matrix matrix(
            String name, GgmlType type, int rows, int columns, MemorySegment data, TilePool tiles) {
        MatrixChecks.requireTensor(name, type, rows, columns, data);
        return new ScalarMatrix(type, rows, columns, data);
    }

    @Override
    public void multiply(
            Matrix[] matrices, float[] in, int count, float[][] outs, Workers workers) {
        for (int i = 0; i < matrices.length; i++) {
            matrices[i].multiply(in, count, outs[i], workers);
        }
    }

    @Override
    public void attend(
            Heads heads,
            float[] query,
            int position,
            int count,
            KvStore keys,
            KvStore values,
            float[] out,
            Workers workers) {
        ScalarAttention pass = new ScalarAttention(heads, query, position, keys, values, out);
        workers.run(count, pass);
    }

    @Override
    public void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n) {
        ScalarMath.addScaled(y, yo, x, xo, scale, n);
    }

    @Override
    public void rmsNorm(
            float[] out, int oo, float[] x, int xo, float[] weight, int n, float epsilon) {
        ScalarMath.rmsNorm(out, oo, x, xo, weight, n, epsilon);
    }

    @Override
    public void swiglu(float[] gate, int go, float[] up, int uo, int n) {
        ScalarMath.swiglu(gate, go, up, uo, n);
    }
}
