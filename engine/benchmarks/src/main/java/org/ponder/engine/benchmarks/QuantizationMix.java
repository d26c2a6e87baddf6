package org.ponder.engine.benchmarks;

import org.ponder.engine.gguf.GgmlType;

/**
 * Which type a matrix gets: as llama.cpp mixes them in files of these names, but for the output of
 * Q4_0, or the embedding where it serves as output. llama.cpp writes that in Q6_K, which is larger
 * and slower to read than what this one has.
 */
enum QuantizationMix {
    Q4_0(GgmlType.Q4_0, GgmlType.Q4_0),
    Q8_0(GgmlType.Q8_0, GgmlType.Q8_0),
    /** Q6_K for the output and for the value and down projections of about half of the layers. */
    Q4_K_M(GgmlType.Q4_K, GgmlType.Q6_K),
    F16(GgmlType.F16, GgmlType.F16);

    private final GgmlType usual;
    private final GgmlType better;

    QuantizationMix(GgmlType usual, GgmlType better) {
        this.usual = usual;
        this.better = better;
    }

    /**
     * The type of a matrix.
     *
     * @param important whether rounding hurts more there than elsewhere
     */
    GgmlType type(int columns, boolean important) {
        GgmlType type = important ? better : usual;
        if (columns % type.blockSize() == 0) {
            return type;
        }
        // Rows that do not fill blocks of 256 get the next better type with blocks of 32.
        return type == GgmlType.Q4_K ? GgmlType.Q5_0 : GgmlType.Q8_0;
    }
}
