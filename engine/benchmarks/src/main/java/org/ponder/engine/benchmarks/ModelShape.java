package org.ponder.engine.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sizes of a model.
 *
 * @param architecture as GGUF names it
 * @param hidden width of the residual stream
 * @param feedForward width of a dense feed-forward layer
 */
record ModelShape(
        String architecture,
        int layers,
        int hidden,
        Attention attention,
        int feedForward,
        Vocabulary vocabulary) {

    /**
     * The sizes of attention.
     *
     * @param ropeBase of the rotary position embedding
     */
    record Attention(int heads, int keyValueHeads, int headSize, double ropeBase) {}

    /**
     * The sizes of the vocabulary.
     *
     * @param tied whether the output uses the embedding's matrix
     */
    record Vocabulary(int size, boolean tied) {}

    /** The published models, by the names used for measurements. */
    static Map<String, ModelShape> published() {
        Map<String, ModelShape> shapes = new LinkedHashMap<>();
        shapes.put(
                "r1-qwen-1.5b",
                new ModelShape(
                        "qwen2",
                        28,
                        1536,
                        new Attention(12, 2, 128, 1e4),
                        8960,
                        new Vocabulary(151_936, false)));
        shapes.put(
                "r1-qwen-7b",
                new ModelShape(
                        "qwen2",
                        28,
                        3584,
                        new Attention(28, 4, 128, 1e4),
                        18_944,
                        new Vocabulary(152_064, false)));
        shapes.put(
                "r1-llama-8b",
                new ModelShape(
                        "llama",
                        32,
                        4096,
                        new Attention(32, 8, 128, 5e5),
                        14_336,
                        new Vocabulary(128_256, false)));
        shapes.put(
                "llama-1b",
                new ModelShape(
                        "llama",
                        16,
                        2048,
                        new Attention(32, 8, 64, 5e5),
                        8192,
                        new Vocabulary(128_256, true)));
        shapes.put(
                "qwen3-8b",
                new ModelShape(
                        "qwen3",
                        36,
                        4096,
                        new Attention(32, 8, 128, 1e6),
                        12_288,
                        new Vocabulary(151_936, false)));
        shapes.put(
                "deepseek-v2-lite",
                new ModelShape(
                        "deepseek2",
                        27,
                        2048,
                        new Attention(16, 1, 128, 1e4),
                        10_944,
                        new Vocabulary(102_400, false)));
        return shapes;
    }
}
