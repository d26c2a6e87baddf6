package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufTensor;
import org.ponder.engine.tensor.Dequantizer;

/**
 * The table of token embeddings, read a row at a time straight from the file.
 *
 * @param table [vocabulary][width]
 * @param width of a row
 */
record Embedding(GgufTensor table, int width) {

    void row(int id, float[] out, int offset) {
        long rowBytes = table.type().bytes(width);
        Dequantizer.dequantize(table.type(), table.data(), id * rowBytes, out, offset, width);
    }
}
