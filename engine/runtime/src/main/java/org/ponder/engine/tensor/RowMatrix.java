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

    RowMatrix(VectorKernels kernels, GgmlType type, int rows, int columns, MemorySegment data) {
        super(kernels, type, rows, columns, data);
    }

    @Override
    void multiplyRows(int from, int to, Inputs in, float[] out, Scratch scratch) {
        if (in.count() >= PANEL_INPUTS) {
            PanelMultiply.multiply(this, from, to, in, out, scratch);
            return;
        }
        switch (type()) {
            case F32, F16, BF16, Q8_0 -> {
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
            case BF16 -> RowKernels.bf16(data(), base, x, xo, columns());
            default ->
                    Lanes.WIDTH == 4
                            ? RowKernels.q8narrow(data(), base, x, xo, columns())
                            : RowKernels.q8(data(), base, x, xo, columns());
        };
    }

    /**
     * Dequantizes {@code depth} columns from column {@code k} of a panel of rows that begins at
     * {@code row}: {@code panel[po + i*ROWS + r]}. Rows beyond the last are zero.
     */
    void expand(int row, int k, int depth, float[] panel, int po, Scratch scratch) {
        if (type() == GgmlType.Q8_0) {
            expandQ8(row, k, depth, panel, po, scratch);
            return;
        }
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

    private void expandQ8(int row, int k, int depth, float[] panel, int po, Scratch scratch) {
        int[] words = scratch.words(Q8Panel.words(depth));
        float[] scales = scratch.row(Q8Panel.scales(depth));
        int used = Math.min(ROWS, rows() - row);
        for (int r = 0; r < used; r++) {
            long at = (row + r) * rowBytes() + type().bytes(k);
            Q8Panel.collect(data(), at, depth, r, words, scales);
        }
        if (used < ROWS) {
            // Whatever is left there from before must not become a number that is none.
            for (int b = 0; b < scales.length; b += ROWS) {
                Arrays.fill(scales, b + used, Math.min(b + ROWS, scales.length), 0f);
            }
        }
        Q8Panel.expand(words, scales, depth, panel, po);
    }
}
