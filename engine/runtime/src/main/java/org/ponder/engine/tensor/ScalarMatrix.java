package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import org.ponder.engine.gguf.GgmlType;

/** Rows are dequantized one at a time into floats and multiplied in plain loops. */
final class ScalarMatrix implements Matrix {
    /** Multiply-adds worth a hand-off to another thread. */
    private static final long WORK_PER_TASK = 1 << 15;

    private final GgmlType type;
    private final int rows;
    private final int columns;
    private final MemorySegment data;

    ScalarMatrix(GgmlType type, int rows, int columns, MemorySegment data) {
        this.type = type;
        this.rows = rows;
        this.columns = columns;
        this.data = data;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public GgmlType type() {
        return type;
    }

    @Override
    public void multiply(float[] in, int count, float[] out, Workers workers) {
        multiply(this, in, count, out, workers);
    }

    /** {@link Matrix#multiply} of any matrix, by its rows. */
    static void multiply(Matrix matrix, float[] in, int count, float[] out, Workers workers) {
        MatrixChecks.requireRoom(matrix, in, count, out);
        int rows = matrix.rows();
        int columns = matrix.columns();
        int chunk = Math.clamp(WORK_PER_TASK / ((long) columns * count), 1, rows);
        int tasks = (rows + chunk - 1) / chunk;
        workers.run(
                tasks,
                task -> {
                    float[] weights = new float[columns];
                    for (int r = task * chunk; r < Math.min(rows, (task + 1) * chunk); r++) {
                        matrix.row(r, weights, 0);
                        for (int t = 0; t < count; t++) {
                            out[t * rows + r] =
                                    ScalarMath.dot(in, t * columns, weights, 0, columns);
                        }
                    }
                });
    }

    @Override
    public long residentBytes() {
        return data.byteSize();
    }

    @Override
    public void readAhead() {
        MappedBytes.read(data);
    }

    @Override
    public void release() {
        MappedBytes.release(data);
    }

    @Override
    public void row(int row, float[] out, int outOffset) {
        Dequantizer.dequantize(type, data, type.bytes(columns) * row, out, outOffset, columns);
    }
}
