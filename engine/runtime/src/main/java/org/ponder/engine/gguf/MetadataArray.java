package org.ponder.engine.gguf;

import java.util.List;

/**
 * An array to be written.
 *
 * @param type of its elements
 * @param values strings, flags, numbers, or further arrays
 */
public record MetadataArray(ValueType type, List<?> values) {}
