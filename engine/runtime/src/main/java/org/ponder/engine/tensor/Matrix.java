package org.ponder.engine.tensor;

import org.ponder.engine.gguf.GgmlType;

/** A weight matrix: {@code rows} outputs from {@code columns} inputs, in the file's own type. */
public interface Matrix {
    /** Outputs of one multiplication. */
    int rows();

    /** Inputs of one multiplication. */
    int columns();

    /** How the weights are stored. */
    GgmlType type();

    /**
     * Multiplies {@code count} input vectors: {@code out[t*rows + r] = sum over c of W[r][c] *
     * in[t*columns + c]}. The result for one vector does not depend on the number of threads.
     */
    void multiply(float[] in, int count, float[] out, Workers workers);

    /** Bytes of memory that it takes once it has been multiplied. */
    long residentBytes();

    /** Reads its bytes from the file, where it has not been used yet, and waits for them. */
    void readAhead();

    /** Lets its memory go; the next use takes it from the file again. It must not be in use. */
    void release();

    /** Writes the weights of one row as floats, exactly as the type defines them. */
    default void row(int row, float[] out, int outOffset) {
        readRows(row, 1, out, outOffset);
    }

    /** The same of {@code count} rows, one after the other. */
    void readRows(int first, int count, float[] out, int outOffset);
}
