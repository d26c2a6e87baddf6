package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.gguf.GgufFormatException;

/** A file that does not make up a model is refused by name: what was expected, what was found. */
class UnfitModelTest {
    @TempDir private Path folder;

    @Test
    void aSoundFileLoads() throws IOException {
        new TinyModel("llama").logits(folder);
    }

    @Test
    void anUnknownArchitectureIsNamedWithThoseKnown() {
        UnsupportedModelException refused =
                assertThrows(
                        UnsupportedModelException.class,
                        () -> new TinyModel("mamba").logits(folder));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("'mamba'"), message);
        for (String known : Transformer.knownArchitectures()) {
            assertTrue(message.contains(known), message);
        }
    }

    @Test
    void anArchitecturesNameSteersNoTerminal() {
        UnsupportedModelException refused =
                assertThrows(
                        UnsupportedModelException.class,
                        () -> new TinyModel("\u001b[2Jmamba").logits(folder));
        assertEquals("\uFFFD[2Jmamba", refused.architecture());
        assertTrue(String.valueOf(refused.getMessage()).contains("'\uFFFD[2Jmamba'"));
    }

    @Test
    void aMissingTensorIsNamed() {
        TinyModel model = new TinyModel("llama");
        model.tensors.remove("blk.0.ffn_up.weight");
        refused(model, "blk.0.ffn_up.weight", "lacks a tensor");
    }

    @Test
    void aMissingBiasIsNamedWhereTheArchitectureHasOne() {
        refused(new TinyModel("qwen2"), "blk.0.attn_q.bias", "lacks a tensor");
    }

    @Test
    void aWrongShapeIsToldWithTheRightOne() {
        TinyModel model = new TinyModel("llama");
        model.f32("blk.0.ffn_down.weight", 8, 16);
        refused(model, "blk.0.ffn_down.weight", "must be 16 × 8 and is 8 × 16");
    }

    @Test
    void aTypeWithoutKernelIsNamed() {
        TinyModel model = new TinyModel("llama");
        model.tensors.put(
                "blk.0.attn_q.weight", new TinyModel.Tensor(GgmlType.I32, List.of(8L, 8L)));
        refused(model, "blk.0.attn_q.weight", "of type I32");
    }

    @ParameterizedTest
    @CsvSource({
        "embedding_length, 0",
        "embedding_length, 2000000000",
        "embedding_length, 60000000",
        "block_count, 0",
        "context_length, 0",
        "attention.head_count, 0",
        "attention.head_count, 3",
        "attention.head_count_kv, 0",
        "attention.head_count_kv, 4",
        "rope.dimension_count, 3",
        "rope.dimension_count, 8",
        "vocab_size, 0"
    })
    void aSizeThatMakesNoSenseIsNamed(String key, int value) {
        TinyModel model = new TinyModel("llama");
        model.keys.put(key, value);
        refused(model, "llama." + key, "");
    }

    @ParameterizedTest
    @CsvSource({"attention.key_length", "attention.value_length"})
    void headsThatTogetherAreTooWideAreNamed(String key) {
        TinyModel model = new TinyModel("llama");
        model.keys.put("attention.head_count", 1 << 16);
        model.keys.put("attention.key_length", 4);
        model.keys.put(key, (1 << 16) + 4);
        refused(model, "llama." + key, "");
    }

    @ParameterizedTest
    @CsvSource({
        "llama, embedding_length",
        "llama, attention.layer_norm_rms_epsilon",
        "gemma3, attention.layer_norm_rms_epsilon",
        "gemma3, rope.freq_base"
    })
    void aMissingKeyIsNamed(String architecture, String key) {
        TinyModel model = new TinyModel(architecture);
        model.keys.remove(key);
        refused(model, architecture + "." + key, "lacks a metadata key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "qwen3", "gemma3", "phi3"})
    void aMissingInnerWidthIsNamed(String architecture) {
        TinyModel model = new TinyModel(architecture);
        model.keys.remove("feed_forward_length");
        model.f32("blk.0.attn_q_norm.weight", 4);
        model.f32("blk.0.attn_k_norm.weight", 4);
        model.f32("blk.0.attn_qkv.weight", 8, 24);
        refused(model, architecture + ".feed_forward_length", "lacks a metadata key");
    }

    @ParameterizedTest
    @CsvSource({
        "qwen3moe, expert_count",
        "qwen3moe, expert_feed_forward_length",
        "gpt-oss, expert_count",
        "gpt-oss, expert_feed_forward_length"
    })
    void aMissingSizeOfExpertsIsNamed(String architecture, String key) {
        TinyModel model = new TinyModel(architecture);
        model.keys.put("expert_count", 4);
        model.keys.put("expert_used_count", 2);
        model.keys.put("expert_feed_forward_length", 16);
        model.keys.remove(key);
        refused(model, architecture + "." + key, "lacks a metadata key");
    }

    @Test
    void anUnknownRopeScalingIsNamed() {
        TinyModel model = new TinyModel("llama");
        model.keys.put("rope.scaling.type", "spiral");
        refused(model, "llama.rope.scaling.type", "'spiral'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "phi3"})
    void missingFactorsOfLongRopeAreNamed(String architecture) {
        TinyModel model = new TinyModel(architecture);
        model.keys.put("rope.scaling.type", "longrope");
        refused(model, "rope_factors_short.weight", "lacks a tensor");
        model.f32("rope_factors_short.weight", 2);
        refused(model, "rope_factors_long.weight", "lacks a tensor");
    }

    private void refused(TinyModel model, String subject, String part) {
        GgufFormatException refused =
                assertThrows(GgufFormatException.class, () -> model.logits(folder));
        assertEquals(subject, refused.subject());
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(part), message);
    }
}
