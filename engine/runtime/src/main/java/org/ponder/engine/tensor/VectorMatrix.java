package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import org.ponder.engine.gguf.GgmlType;

/** A matrix whose rows can be multiplied in parts. */
abstract class VectorMatrix implements Matrix {
    private final VectorKernels kernels;
    private final GgmlType type;
    private final int rows;
    private final int columns;
    private final MemorySegment data;
    private final long rowBytes;

    VectorMatrix(VectorKernels kernels, GgmlType type, int rows, int columns, MemorySegment data) {
        this.kernels = kernels;
        this.type = type;
        this.rows = rows;
        this.columns = columns;
        this.data = data;
        rowBytes = type.bytes(columns);
    }

    /** Called before the first of a run of {@link #multiplyRows}, outside the workers' tasks. */
    void prepare(Workers workers, Inputs in) {}

    /** Multiplies rows {@code from} (a multiple of Lanes.ROWS) to {@code to} by all inputs. */
    abstract void multiplyRows(int from, int to, Inputs in, float[] out, Scratch scratch);

    /**
     * Dequantizes {@code depth} columns from column {@code k} of a panel of rows that begins at
     * {@code row}: {@code panel[po + i*ROWS + r]}. Rows beyond the last come out as anything, and
     * nobody looks at them.
     */
    abstract void expand(int row, int k, int depth, float[] panel, int po, Scratch scratch);

    @Override
    public final int rows() {
        return rows;
    }

    @Override
    public final int columns() {
        return columns;
    }

    @Override
    public final GgmlType type() {
        return type;
    }

    final MemorySegment data() {
        return data;
    }

    final long rowBytes() {
        return rowBytes;
    }

    @Override
    public final void multiply(float[] in, int count, float[] out, Workers workers) {
        kernels.multiply(this, in, count, out, workers);
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
    public final void readRows(int first, int count, float[] out, int outOffset) {
        Dequantizer.dequantize(type, data, rowBytes * first, out, outOffset, count * columns);
    }
}
