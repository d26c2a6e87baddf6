package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.gguf.GgufFormatException;

/**
 * Weights with a scale beside them, as files in NVFP4 have it, are those weights multiplied; biases
 * are not. By powers of two, so that nothing is rounded.
 */
class ScaledWeightsTest {
    @TempDir private Path folder;

    @Test
    void aMatrixIsMultipliedByItsScaleAndItsBiasIsNot() throws IOException {
        sameScaledAndMultiplied(
                "llama",
                List.of(
                        "output",
                        "blk.0.attn_q",
                        "blk.0.attn_k",
                        "blk.0.attn_v",
                        "blk.0.attn_output",
                        "blk.0.ffn_gate",
                        "blk.0.ffn_up",
                        "blk.0.ffn_down"),
                4f);
    }

    @Test
    void joinedMatricesAreMultipliedByTheirScale() throws IOException {
        sameScaledAndMultiplied("phi3", List.of("blk.0.attn_qkv", "blk.0.ffn_up"), 4f);
    }

    @Test
    void eachExpertIsMultipliedByItsOwnScale() throws IOException {
        sameScaledAndMultiplied(
                "qwen3moe",
                List.of("blk.0.ffn_gate_exps", "blk.0.ffn_up_exps", "blk.0.ffn_down_exps"),
                2f,
                0.5f,
                4f,
                8f);
    }

    @Test
    void scalesThatAreNotComputedAreRefused() {
        TinyModel embeddings = model("llama").f32("token_embd.scale", 1);
        TinyModel heads = model("deepseek2").f32("blk.0.attn_k_b.scale", 2);
        heads.keys.put("attention.key_length", 4);
        heads.keys.put("attention.value_length", 4);
        heads.keys.put("attention.kv_lora_rank", 4);
        heads.keys.put("rope.dimension_count", 2);
        refused(embeddings, "token_embd.scale");
        refused(heads, "blk.0.attn_k_b.scale");
    }

    private void refused(TinyModel model, String tensor) {
        GgufFormatException refused =
                assertThrows(GgufFormatException.class, () -> model.logits(folder));
        assertEquals(tensor, refused.subject());
    }

    /**
     * @param scales of equal parts of each tensor
     */
    private void sameScaledAndMultiplied(String architecture, List<String> names, float... scales)
            throws IOException {
        TinyModel scaled = model(architecture);
        TinyModel multiplied = model(architecture);
        for (String name : names) {
            int size = size(Objects.requireNonNull(scaled.tensors.get(name + ".weight")));
            Random random = new Random(size);
            float[] plain = new float[size];
            float[] products = new float[size];
            for (int i = 0; i < size; i++) {
                plain[i] = (float) random.nextGaussian();
                products[i] = plain[i] * scales[i * scales.length / size];
            }
            scaled.values.put(name + ".weight", plain);
            scaled.f32(name + ".scale", scales);
            multiplied.values.put(name + ".weight", products);
        }
        assertArrayEquals(multiplied.logits(folder), scaled.logits(folder));
    }

    private static int size(TinyModel.Tensor tensor) {
        return tensor.shape().stream().mapToInt(Math::toIntExact).reduce(1, Math::multiplyExact);
    }

    private static TinyModel model(String architecture) {
        TinyModel model = new TinyModel(architecture);
        if (architecture.equals("qwen3moe")) {
            model.keys.put("expert_count", 4);
            model.keys.put("expert_used_count", 2);
            model.keys.put("expert_feed_forward_length", 16);
        }
        model.f32("output.weight", 8, 5);
        model.f32("blk.0.attn_q.bias", 8);
        model.f32("blk.0.attn_q_norm.weight", 4);
        model.f32("blk.0.attn_k_norm.weight", 4);
        model.f32("blk.0.ffn_gate_inp.weight", 8, 4);
        model.f32("blk.0.ffn_gate_exps.weight", 8, 16, 4);
        model.f32("blk.0.ffn_up_exps.weight", 8, 16, 4);
        model.f32("blk.0.ffn_down_exps.weight", 16, 8, 4);
        if (architecture.equals("phi3")) {
            model.f32("blk.0.attn_qkv.weight", 8, 24);
            model.f32("blk.0.ffn_up.weight", 8, 32);
        }
        return model;
    }
}
