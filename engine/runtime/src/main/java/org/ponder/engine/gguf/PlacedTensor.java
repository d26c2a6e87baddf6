package org.ponder.engine.gguf;

/**
 * A tensor and where the file tells of it.
 *
 * @param offset where its line in the table of tensors begins
 * @param fileName the file or, of several, the part
 */
record PlacedTensor(GgufTensor tensor, long offset, String fileName) {}
