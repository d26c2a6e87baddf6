package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;

/**
 * Sizes of multi-head latent attention (DeepSeek-V2).
 *
 * @param queryRank width of compressed queries; 0 where queries are not compressed
 * @param rank width of compressed keys and values
 * @param plain values of a query or key head that are not rotated
 * @param rotated values of a query head that are rotated, and of the one rotated key of all heads
 * @param value values of a value head
 */
record LatentConfig(int queryRank, int rank, int plain, int rotated, int value) {

    /**
     * Reads the sizes of one head. Files of early 2025 give them where others give the sizes of the
     * compressed cache.
     */
    static LatentConfig of(Keys keys) throws GgufFormatException {
        boolean early = !keys.has("attention.key_length_mla");
        String keyWidth = early ? "attention.key_length" : "attention.key_length_mla";
        String valueWidth = early ? "attention.value_length" : "attention.value_length_mla";
        int heads = keys.size("attention.head_count");
        int key = keys.sideBySide(keyWidth, keys.size(keyWidth), heads);
        int rotated = keys.size("rope.dimension_count");
        if (rotated >= key) {
            throw keys.fault(
                    keyWidth,
                    "A key head of " + key + " values cannot have " + rotated + " rotated ones");
        }
        return new LatentConfig(
                keys.size("attention.q_lora_rank", 0),
                keys.sideBySide(
                        "attention.kv_lora_rank", keys.size("attention.kv_lora_rank"), heads),
                key - rotated,
                rotated,
                keys.sideBySide(valueWidth, keys.size(valueWidth), heads));
    }

    /** Values of a query or key head. */
    int key() {
        return plain + rotated;
    }

    /** Values that the cache keeps of one token: the compressed ones and the rotated key. */
    int cached() {
        return rank + rotated;
    }
}
