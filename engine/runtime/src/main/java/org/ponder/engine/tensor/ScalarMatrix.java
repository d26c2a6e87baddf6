package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import org.ponder.engine.gguf.GgmlType;

/** Rows are dequantized into floats and multiplied in plain loops. */
final class ScalarMatrix implements Matrix {
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
        ScalarProduct product = new ScalarProduct(matrix, in, count, out);
        workers.run(product.tasks(), product);
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
    public void readRows(int first, int count, float[] out, int outOffset) {
        long from = type.bytes(columns) * first;
        Dequantizer.dequantize(type, data, from, out, outOffset, count * columns);
    }
}
