package org.ponder.engine.transformer;

import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.gguf.Metadata;

/**
 * What a model is, read from the file's metadata.
 *
 * @param architecture the family's name in the file
 * @param contextLength positions the model was made for
 * @param normEpsilon added to the mean square in RMS norms
 * @param dimensions sizes of the stack
 * @param attention heads
 * @param rope positions
 * @param experts mixture of experts; count 0 in a dense model
 */
public record ModelConfig(
        String architecture,
        int contextLength,
        float normEpsilon,
        Dimensions dimensions,
        AttentionConfig attention,
        RopeConfig rope,
        ExpertConfig experts) {

    /**
     * Reads a file's metadata.
     *
     * @throws GgufFormatException if a key is missing or its value makes no sense
     */
    public static ModelConfig of(Metadata metadata) throws GgufFormatException {
        String architecture = metadata.requireString("general.architecture");
        Keys keys = Keys.of(metadata);
        Dimensions dimensions = Dimensions.of(keys);
        int context = keys.positions("context_length");
        AttentionConfig attention = AttentionConfig.of(keys, dimensions.width());
        return new ModelConfig(
                architecture,
                context,
                keys.number("attention.layer_norm_rms_epsilon"),
                dimensions,
                attention,
                RopeConfig.of(keys, attention.keyWidth(), context),
                ExpertConfig.of(keys));
    }

    /** Width of the residual stream. */
    public int width() {
        return dimensions.width();
    }

    /** Layers in the stack. */
    public int layers() {
        return dimensions.layers();
    }

    /** Tokens known. */
    public int vocabulary() {
        return dimensions.vocabulary();
    }
}
