package org.ponder.engine.gguf;

import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * A tensor of a file.
 *
 * @param name its name
 * @param type how its elements are stored
 * @param shape elements in each direction; the first are next to each other in memory: columns,
 *     rows, experts
 * @param data its bytes, in memory mapped from the file: valid until the file is closed
 */
public record GgufTensor(String name, GgmlType type, List<Long> shape, MemorySegment data) {

    public GgufTensor {
        shape = List.copyOf(shape);
    }

    /** Elements in direction {@code i}; 1 beyond the tensor's dimensions. */
    public long dimension(int i) {
        return i < shape.size() ? shape.get(i) : 1;
    }

    /** Elements of a row. */
    public long columns() {
        return dimension(0);
    }

    /** Rows of a matrix; of each expert's matrix where there are several. */
    public long rows() {
        return dimension(1);
    }

    /** Elements in all. */
    public long elements() {
        long product = 1;
        for (long size : shape) {
            product = Math.multiplyExact(product, size);
        }
        return product;
    }
}
