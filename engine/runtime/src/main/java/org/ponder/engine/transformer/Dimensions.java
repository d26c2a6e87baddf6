package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;

/**
 * The sizes every decoder has.
 *
 * @param vocabulary tokens known
 * @param width of the residual stream
 * @param layers in the stack
 * @param feedForward inner width of a dense feed-forward block; 0 where every block has experts
 */
public record Dimensions(int vocabulary, int width, int layers, int feedForward) {

    static Dimensions of(Keys keys) throws GgufFormatException {
        return new Dimensions(
                keys.vocabulary(),
                keys.size("embedding_length"),
                keys.size("block_count"),
                keys.size("feed_forward_length", 0));
    }
}
