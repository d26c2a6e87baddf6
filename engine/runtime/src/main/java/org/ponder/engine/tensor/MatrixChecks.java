package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import org.ponder.engine.gguf.GgmlType;

/** What every kernel requires of tensors and arrays, said in one sentence each. */
final class MatrixChecks {
    private MatrixChecks() {}

    static void requireTensor(
            String name, GgmlType type, int rows, int columns, MemorySegment data) {
        if (!Dequantizer.supports(type)) {
            throw new IllegalArgumentException(
                    "The tensor "
                            + name
                            + " has the type "
                            + type
                            + ", which Ponder cannot compute with yet.");
        }
        if (rows < 1 || columns < 1) {
            throw new IllegalArgumentException(
                    "The tensor " + name + " has " + rows + " rows of " + columns + " columns.");
        }
        if (columns % type.blockSize() != 0) {
            throw new IllegalArgumentException(
                    "The tensor "
                            + name
                            + " has rows of "
                            + columns
                            + " values, which do not fill whole blocks of "
                            + type.blockSize()
                            + " ("
                            + type
                            + ").");
        }
        long needed = Math.multiplyExact(type.bytes(columns), (long) rows);
        if (data.byteSize() < needed) {
            throw new IllegalArgumentException(
                    "The tensor "
                            + name
                            + " needs "
                            + needed
                            + " bytes and has "
                            + data.byteSize()
                            + ".");
        }
    }

    static void requireRoom(Matrix matrix, float[] in, int count, float[] out) {
        if (count < 0
                || in.length < (long) count * matrix.columns()
                || out.length < (long) count * matrix.rows()) {
            throw new IllegalArgumentException(
                    "Multiplying "
                            + count
                            + " vectors by "
                            + matrix.rows()
                            + " x "
                            + matrix.columns()
                            + " weights does not fit arrays of "
                            + in.length
                            + " and "
                            + out.length
                            + " floats.");
        }
    }
}
