package org.ponder.engine.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufWriter;
import org.ponder.engine.gguf.TensorData;

/** A model file being put together; knows the names of things in GGUF. */
final class ModelFile {
    private final GgufWriter writer;
    private final String architecture;
    private final QuantizationMix mix;
    private long seed = 1;

    ModelFile(GgufWriter writer, String architecture, QuantizationMix mix) {
        this.writer = writer;
        this.architecture = architecture;
        this.mix = mix;
        writer.text("general.architecture", architecture);
    }

    void name(String name) {
        writer.text("general.name", name);
    }

    /** A size under a key of the architecture. */
    void size(String key, long value) {
        writer.integer(architecture + "." + key, value);
    }

    void number(String key, double value) {
        writer.number(architecture + "." + key, value);
    }

    void text(String key, String value) {
        writer.text(architecture + "." + key, value);
    }

    /**
     * A byte-level vocabulary of this size with two merges and a template that opens the thought.
     */
    void vocabulary(String preTokenizer, int size) {
        List<String> tokens = SyntheticVocabulary.tokens(size);
        int special = size - SyntheticVocabulary.SPECIAL.size();
        writer.text("tokenizer.ggml.model", "gpt2");
        writer.text("tokenizer.ggml.pre", preTokenizer);
        writer.texts("tokenizer.ggml.tokens", tokens);
        writer.integers(
                "tokenizer.ggml.token_type",
                IntStream.range(0, size).mapToObj(i -> i < special ? 1 : 3).toList());
        writer.texts("tokenizer.ggml.merges", List.of("t h", "i n"));
        writer.integer("tokenizer.ggml.bos_token_id", tokens.indexOf("<|begin_of_text|>"));
        writer.integer("tokenizer.ggml.eos_token_id", tokens.indexOf("<|eot_id|>"));
        writer.text("tokenizer.chat_template", SyntheticVocabulary.TEMPLATE);
    }

    void matrix(String name, int columns, int rows, boolean important) {
        matrices(name, columns, rows, 1, important);
    }

    /** A matrix for each of several experts or heads. */
    void matrices(String name, int columns, int rows, int count, boolean important) {
        GgmlType type = mix.type(columns, important);
        List<Long> shape =
                count == 1
                        ? List.of((long) columns, (long) rows)
                        : List.of((long) columns, (long) rows, (long) count);
        writer.tensor(name, type, shape, new RandomBlocks(type, seed++));
    }

    /** A matrix that is kept in floats in every file, as the choice of experts is. */
    void floatMatrix(String name, int columns, int rows) {
        writer.tensor(
                name,
                GgmlType.F32,
                List.of((long) columns, (long) rows),
                TensorData.of(RandomFloats.of(columns * rows, seed++)));
    }

    void bias(String name, int size) {
        writer.tensor(
                name,
                GgmlType.F32,
                List.of((long) size),
                TensorData.of(RandomFloats.of(size, seed++)));
    }

    /** The weight of a norm. */
    void norm(String name, int size) {
        float[] ones = new float[size];
        Arrays.fill(ones, 1);
        writer.tensor(name, GgmlType.F32, List.of((long) size), TensorData.of(ones));
    }
}
