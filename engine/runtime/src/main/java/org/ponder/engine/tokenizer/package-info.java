/**
 * Text in, token ids out, and back: exact to the id, never almost.
 *
 * <p>A file's metadata enters once and a {@link org.ponder.engine.tokenizer.Tokenizer} leaves,
 * which holds its tables in plain arrays, never changes and may be used from any thread. The way of
 * a text: special tokens are cut out, what lies between is normalised, split into pieces by the
 * model's own pattern, and each piece is merged into tokens. A {@link
 * org.ponder.engine.tokenizer.Utf8Assembler} belongs to one reply and one thread.
 */
package org.ponder.engine.tokenizer;
