package org.ponder.engine.transformer;

import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.ponder.engine.gguf.GgufFormatException;
import org.ponder.engine.tensor.Heads;

/**
 * Gemma 3 (Gemma Team 2025): five layers that see a window for each that sees everything, the two
 * kinds with frequencies of their own; norms before and after each block; a GELU gate; embeddings
 * scaled by the root of the width.
 */
final class Gemma3 implements Architecture {
    private static final String PATTERN = "attention.sliding_window_pattern";

    /** Of so many layers the last sees everything, where the file says nothing else. */
    private static final int USUAL_PATTERN = 6;

    /** Of the layers with a window. */
    private static final float LOCAL_BASE = 10000f;

    /** The one size whose queries are scaled by the width per head, not by the head's own. */
    private static final int LAYERS_OF_27B = 62;

    @Override
    public String name() {
        return "gemma3";
    }

    @Override
    public float embeddingScale(ModelConfig config) {
        return (float) Math.sqrt(config.width());
    }

    @Override
    public List<Layer> layers(ModelConfig config, Weights weights) throws IOException {
        // The usual base is not Gemma's, and a file that tells none tells no scaling either.
        weights.keys().number("rope.freq_base");
        RopeConfig rope = config.rope();
        Rope global = RopeScaling.of(config, Rope.Pairing.HALVES, true, weights);
        float localBase = weights.keys().positive("rope.freq_base_swa", LOCAL_BASE);
        Rope local =
                new Rope(Rope.Pairing.HALVES, RopeScaling.plain(rope.dimensions(), localBase), 1f);
        Heads all = heads(config);
        int window = config.attention().window();
        IntPredicate sliding = sliding(config.layers(), weights.keys());
        int width = config.width();
        return Architecture.stack(
                config.layers(),
                (i, prefix) -> {
                    boolean slides = window > 0 && sliding.test(i);
                    return new Layer(
                            weights.norm(prefix + "attn_norm", width),
                            new GroupedAttention(
                                    slides ? all.sliding(window) : all,
                                    Parts.projections(all, width, weights, prefix),
                                    Parts.headNorms(all, weights, prefix),
                                    slides ? local : global),
                            weights.norm(prefix + "ffn_norm", width),
                            Parts.gated(width, Gating.GELU, weights, prefix),
                            new Layer.OutputNorms(
                                    weights.norm(prefix + "post_attention_norm", width),
                                    weights.norm(prefix + "post_ffw_norm", width)));
                });
    }

    /** Ollama's converter writes a flag for each layer; llama.cpp passes over any list. */
    private static IntPredicate sliding(int layers, Keys keys) throws GgufFormatException {
        List<Boolean> flags = keys.flags(PATTERN);
        if (flags.size() == layers) {
            return flags::get;
        }
        int pattern = keys.isList(PATTERN) ? USUAL_PATTERN : keys.size(PATTERN, USUAL_PATTERN);
        return i -> pattern == 0 || (i + 1) % pattern != 0;
    }

    private static Heads heads(ModelConfig config) {
        AttentionConfig attention = config.attention();
        int scaledBy =
                config.layers() == LAYERS_OF_27B
                        ? config.width() / attention.heads()
                        : attention.keyWidth();
        return new Heads(
                attention.heads(),
                attention.kvHeads(),
                attention.keyWidth(),
                attention.valueWidth(),
                (float) (1 / Math.sqrt(scaledBy)));
    }
}
