package org.ponder.engine.tensor;

import static org.ponder.engine.tensor.Lanes.ROWS;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.ponder.engine.gguf.GgmlType;

/**
 * Computes from the file's own layout, in float: few inputs row by row, many through panels. Types
 * without a row kernel are dequantized a row at a time.
 */
final class RowMatrix extends VectorMatrix {
    /** From so many inputs on, the panels' dequantization is paid for. */
    private static final int PANEL_INPUTS = 6;

    private final String name;

    /** For each panel whether its halves have been looked at. */
    private final boolean[] finite;

    RowMatrix(
            VectorKernels kernels,
            String name,
            GgmlType type,
            int rows,
            int columns,
            MemorySegment data) {
        super(kernels, type, rows, columns, data);
        this.name = name;
        finite = new boolean[type == GgmlType.F16 ? Math.ceilDiv(rows, ROWS) : 0];
    }

    @Override
    void multiplyRows(int from, int to, Inputs in, float[] out, Scratch scratch) {
        if (type() == GgmlType.F16) {
            requireFinite(from, to);
        }
        if (in.count() >= PANEL_INPUTS) {
            PanelMultiply.multiply(this, from, to, in, out, scratch);
            return;
        }
        switch (type()) {
            case F32, F16, BF16 -> {
                for (int r = from; r < to; r++) {
                    long base = r * rowBytes();
                    for (int t = 0; t < in.count(); t++) {
                        out[t * rows() + r] = dot(base, in.values(), t * columns());
                    }
                }
            }
            default -> {
                float[] weights = scratch.row(columns());
                for (int r = from; r < to; r++) {
                    dequantize(r * rowBytes(), weights, columns(), scratch);
                    for (int t = 0; t < in.count(); t++) {
                        out[t * rows() + r] =
                                VectorMath.dot(weights, 0, in.values(), t * columns(), columns());
                    }
                }
            }
        }
    }

    /**
     * Looks at halves when they are first multiplied: the row kernel would take what is infinite or
     * no number for a number. Two tasks never share a panel.
     */
    private void requireFinite(int from, int to) {
        for (int panel = from; panel < to; panel += ROWS) {
            if (finite[panel / ROWS]) {
                continue;
            }
            for (int r = panel; r < Math.min(to, panel + ROWS); r++) {
                if (!RowKernels.areFinite(data(), r * rowBytes(), columns())) {
                    throw new BrokenModelException(
                            "a weight of the tensor " + name + " is infinite or no number");
                }
            }
            finite[panel / ROWS] = true;
        }
    }

    private void dequantize(long at, float[] weights, int count, Scratch scratch) {
        if (UnpackedRows.supports(type())) {
            scratch.rows().dequantize(type(), data(), at, weights, count);
        } else {
            Dequantizer.dequantize(type(), data(), at, weights, 0, count);
        }
    }

    private float dot(long base, float[] x, int xo) {
        return switch (type()) {
            case F32 -> RowKernels.f32(data(), base, x, xo, columns());
            case F16 -> RowKernels.f16(data(), base, x, xo, columns());
            default -> RowKernels.bf16(data(), base, x, xo, columns());
        };
    }

    @Override
    void expand(int row, int k, int depth, float[] panel, int po, Scratch scratch) {
        float[] weights = scratch.row(depth);
        for (int r = 0; r < ROWS; r++) {
            if (row + r < rows()) {
                long at = (row + r) * rowBytes() + type().bytes(k);
                dequantize(at, weights, depth, scratch);
            } else if (row + r == rows()) {
                Arrays.fill(weights, 0, depth, 0f);
            }
            for (int i = 0; i < depth; i++) {
                panel[po + i * ROWS + r] = weights[i];
            }
        }
    }
}
