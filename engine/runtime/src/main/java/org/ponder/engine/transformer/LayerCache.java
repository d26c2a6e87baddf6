package org.ponder.engine.transformer;

import org.ponder.engine.tensor.KvStore;

/**
 * What one layer remembers of each position.
 *
 * @param keys [positions][kvHeads · keyWidth]
 * @param values [positions][kvHeads · valueWidth]; the same store as {@code keys} where values are
 *     the first part of them
 */
record LayerCache(KvStore keys, KvStore values) {

    /** Bytes allocated so far. */
    long bytes() {
        return keys.equals(values) ? keys.bytes() : keys.bytes() + values.bytes();
    }
}
