package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;

/**
 * Attention heads and their sizes.
 *
 * @param heads query heads
 * @param kvHeads key and value heads; each serves {@code heads / kvHeads} query heads
 * @param keyWidth values of one query or key head
 * @param valueWidth values of one value head
 * @param window positions a query looks back on in layers with sliding attention, itself included;
 *     0 where no layer slides
 */
public record AttentionConfig(int heads, int kvHeads, int keyWidth, int valueWidth, int window) {

    static AttentionConfig of(Keys keys, int width) throws GgufFormatException {
        int heads = keys.size("attention.head_count");
        int kvHeads = keys.size("attention.head_count_kv", heads);
        if (kvHeads == 0 || heads % kvHeads != 0) {
            throw keys.fault(
                    "attention.head_count_kv",
                    kvHeads + " key heads cannot be shared evenly by " + heads + " query heads");
        }
        if (!keys.has("attention.key_length") && width % heads != 0) {
            throw keys.fault(
                    "attention.head_count",
                    "A width of " + width + " cannot be split over " + heads + " heads");
        }
        int headWidth = Math.max(1, width / heads);
        return new AttentionConfig(
                heads,
                kvHeads,
                width(keys, "attention.key_length", headWidth, heads),
                width(keys, "attention.value_length", headWidth, heads),
                keys.positions("attention.sliding_window", 0));
    }

    private static int width(Keys keys, String key, int otherwise, int heads)
            throws GgufFormatException {
        return keys.sideBySide(key, keys.size(key, otherwise), heads);
    }
}
