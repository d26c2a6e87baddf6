package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ponder.engine.gguf.GgufFormatException;

/**
 * A family of models: which tensors a layer has and how its blocks are put together. One small
 * class each, listed in {@link Architectures}.
 */
interface Architecture {

    /** Its name in {@code general.architecture}. */
    String name();

    /** The whole stack. */
    List<Layer> layers(ModelConfig config, Weights weights) throws IOException;

    /** Multiplies embeddings before the first layer. */
    default float embeddingScale(ModelConfig config) {
        return 1f;
    }

    /**
     * Values that the cache keeps of one token, over all layers.
     *
     * @param keys the file's, for what only this architecture has
     */
    default long cachedPerToken(ModelConfig config, Keys keys) throws GgufFormatException {
        AttentionConfig heads = config.attention();
        return (long) config.layers() * heads.kvHeads() * (heads.keyWidth() + heads.valueWidth());
    }

    /** Knows what a layer is made of. */
    @FunctionalInterface
    interface LayerMaker {
        /**
         * Makes one layer.
         *
         * @param prefix of the layer's tensors, its dot included
         */
        Layer make(int index, String prefix) throws IOException;
    }

    /** The layers 0 to {@code count}, whose tensors are called {@code blk.N.…}. */
    static List<Layer> stack(int count, LayerMaker maker) throws IOException {
        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(maker.make(i, "blk." + i + "."));
        }
        return List.copyOf(layers);
    }
}
