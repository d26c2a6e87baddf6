package org.ponder.engine.trainer.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of a model.
 *
 * @param layers blocks of attention and feed-forward
 * @param width of the residual stream
 * @param heads of attention, as many for keys and values
 * @param feedForward inner width of the feed-forward part
 * @param context tokens that prompt and reply may take together
 */
public record ModelShape(int layers, int width, int heads, int feedForward, int context) {
    /** Base of the rotary positions. */
    static final double ROPE_BASE = 10_000;

    /** Keeps the norms' root away from 0. */
    static final float NORM_EPSILON = 1e-6f;

    /** Blocks of Q8_0 have 32 values, and rows must fill them. */
    private static final int BLOCK = 32;

    /** One weight of the model: [rows][columns], or [columns] where {@code rows} is 0. */
    public record Parameter(String name, int rows, int columns) {
        /** Number of values. */
        public int size() {
            return Math.max(1, rows) * columns;
        }

        /** Whether it is a matrix between embedding and output. */
        boolean between() {
            return matrix() && !name.startsWith("token_embd");
        }

        /** Matrices that lie below each other in it: queries, keys and values, or gate and up. */
        int parts() {
            return name.contains("attn_qkv") ? 3 : name.contains("ffn_gate_up") ? 2 : 1;
        }

        /** Whether it is a matrix; only those are decayed. */
        public boolean matrix() {
            return rows > 0;
        }
    }

    public ModelShape {
        require(layers >= 1 && layers <= 64, "number of layers", layers, "1 to 64");
        require(
                width >= BLOCK && width <= 4096 && width % BLOCK == 0,
                "width",
                width,
                "a multiple of 32 up to 4096");
        require(
                heads >= 1 && width % heads == 0 && width / heads % 2 == 0,
                "number of heads",
                heads,
                "a divisor of the width that leaves an even head width");
        require(
                feedForward >= BLOCK && feedForward <= 16_384 && feedForward % BLOCK == 0,
                "feed-forward width",
                feedForward,
                "a multiple of 32 up to 16384");
        require(context >= 16 && context <= 131_072, "context", context, "16 to 131072");
    }

    private static void require(boolean ok, String what, int value, String range) {
        if (!ok) {
            throw new IllegalArgumentException(
                    "The " + what + " must be " + range + ", not " + value + ".");
        }
    }

    /** Width of one head. */
    public int headWidth() {
        return width / heads;
    }

    /** All weights in the order of the data's way. Queries, keys and values are one matrix. */
    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        all.add(new Parameter("token_embd.weight", Vocabulary.SIZE, width));
        for (int i = 0; i < layers; i++) {
            String prefix = "blk." + i + ".";
            all.add(new Parameter(prefix + "attn_norm.weight", 0, width));
            all.add(new Parameter(prefix + "attn_qkv.weight", 3 * width, width));
            all.add(new Parameter(prefix + "attn_qkv.bias", 0, 3 * width));
            all.add(new Parameter(prefix + "attn_output.weight", width, width));
            all.add(new Parameter(prefix + "ffn_norm.weight", 0, width));
            all.add(new Parameter(prefix + "ffn_gate_up.weight", 2 * feedForward, width));
            all.add(new Parameter(prefix + "ffn_down.weight", width, feedForward));
        }
        all.add(new Parameter("output_norm.weight", 0, width));
        return all;
    }

    /** Number of values in all weights. */
    public long size() {
        return parameters().stream().mapToLong(Parameter::size).sum();
    }
}
