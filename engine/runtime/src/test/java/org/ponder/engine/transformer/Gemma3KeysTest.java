package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model may cap its logits and let other layers slide than Gemma 3 itself. */
class Gemma3KeysTest {
    @TempDir private Path folder;

    private final TinyModel model =
            new TinyModel("gemma3")
                    .f32("blk.0.attn_q_norm.weight", 4)
                    .f32("blk.0.attn_k_norm.weight", 4)
                    .f32("blk.0.post_attention_norm.weight", 8)
                    .f32("blk.0.post_ffw_norm.weight", 8);

    @Test
    void aCapBendsTheLogits() throws IOException {
        float[] plain = model.logits(folder);
        model.keys.put("final_logit_softcapping", 2f);
        float[] capped = model.logits(folder);
        for (int i = 0; i < plain.length; i++) {
            assertEquals(2 * Math.tanh(plain[i] / 2), capped[i], 1e-6);
        }
    }

    @Test
    void theFileSaysWhichLayersSlide() throws IOException {
        float[] all = model.logits(folder);
        model.keys.put("attention.sliding_window", 1);
        float[] sliding = model.logits(folder);
        assertFalse(Arrays.equals(all, sliding));
        model.keys.put("attention.sliding_window_pattern", 1);
        assertArrayEquals(all, model.logits(folder));
        model.keys.put("attention.sliding_window_pattern", 2);
        assertArrayEquals(sliding, model.logits(folder));
        model.keys.put("attention.sliding_window_pattern", 0);
        assertArrayEquals(sliding, model.logits(folder));
    }

    @Test
    void aListSaysItOfEachLayer() throws IOException {
        model.keys.put("block_count", 2);
        model.keys.put("attention.sliding_window", 1);
        for (String name : List.copyOf(model.tensors.keySet())) {
            TinyModel.Tensor tensor = Objects.requireNonNull(model.tensors.get(name));
            model.tensors.put(name.replace("blk.0.", "blk.1."), tensor);
        }
        float[] usual = model.logits(folder);
        model.keys.put("attention.sliding_window_pattern", 2);
        float[] second = model.logits(folder);
        assertFalse(Arrays.equals(usual, second));
        model.keys.put("attention.sliding_window_pattern", List.of(true, false));
        assertArrayEquals(second, model.logits(folder));
        model.keys.put("attention.sliding_window_pattern", List.of(false, true));
        assertFalse(Arrays.equals(second, model.logits(folder)));
        model.keys.put("attention.sliding_window_pattern", List.of(true));
        assertArrayEquals(usual, model.logits(folder), "a list of something else");
    }

    @Test
    void yarnsEndsAreReadUnderOllamasNamesToo() throws IOException {
        model.keys.put("rope.scaling.type", "yarn");
        model.keys.put("rope.scaling.factor", 8f);
        float[] usual = model.logits(folder);
        for (String end : List.of("beta_fast", "beta_slow")) {
            float beta = end.equals("beta_fast") ? 0.05f : 0.001f;
            model.keys.put("rope.scaling.yarn_" + end, beta);
            float[] told = model.logits(folder);
            assertFalse(Arrays.equals(usual, told), end);
            model.keys.remove("rope.scaling.yarn_" + end);
            model.keys.put("rope.scaling." + end, beta);
            assertArrayEquals(told, model.logits(folder), end);
            model.keys.remove("rope.scaling." + end);
        }
    }
}
