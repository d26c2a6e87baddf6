/**
 * Reads and writes GGUF files: header, metadata, tensor table and memory-mapped tensor data.
 *
 * <p>A path enters; metadata and tensors that point into mapped memory leave. Whoever opens a file
 * owns the mapping and closes it; tensors must not be used afterwards. An open file may be read
 * from any thread. Every error names the key or tensor and the byte offset.
 */
package org.ponder.engine.gguf;
