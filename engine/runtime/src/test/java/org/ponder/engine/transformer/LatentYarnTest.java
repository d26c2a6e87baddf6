package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * DeepSeek's own code multiplies rotated values by m(1) / m(all), where m(x) = 0.1 x ln factor + 1
 * and all is 0 unless the file tells it; where it does, the two are the same in all its models.
 */
class LatentYarnTest {
    private static final float FACTOR = 40;

    /** Tells a multiplier, and one that leaves the scores as they are. */
    private static final float TINY = 1e-30f;

    @TempDir private Path folder;

    @Test
    void withoutAMultiplierTheRotatedValuesAreScaled() throws IOException {
        float[] scaled = model().logits(folder);

        TinyModel told = model();
        told.keys.put("rope.scaling.yarn_log_multiplier", TINY);
        assertFalse(Arrays.equals(scaled, told.logits(folder)));
        told.keys.put("rope.scaling.attn_factor", (float) (0.1 * Math.log(FACTOR) + 1));
        assertArrayEquals(scaled, told.logits(folder), 1e-6f);
    }

    @Test
    void theFilesFactorScalesThemToo() throws IOException {
        TinyModel both = model();
        both.keys.put("rope.scaling.attn_factor", 2f);
        TinyModel told = model();
        told.keys.put("rope.scaling.yarn_log_multiplier", TINY);
        told.keys.put("rope.scaling.attn_factor", (float) (2 * (0.1 * Math.log(FACTOR) + 1)));
        assertArrayEquals(told.logits(folder), both.logits(folder), 1e-6f);
    }

    private static TinyModel model() {
        TinyModel model = new TinyModel("deepseek2");
        model.keys.put("attention.key_length", 4);
        model.keys.put("attention.value_length", 4);
        model.keys.put("attention.kv_lora_rank", 4);
        model.keys.put("rope.dimension_count", 2);
        model.keys.put("rope.scaling.type", "yarn");
        model.keys.put("rope.scaling.factor", FACTOR);
        model.keys.put("leading_dense_block_count", 1);
        model.keys.put("expert_count", 2);
        model.keys.put("expert_used_count", 1);
        model.f32("blk.0.attn_kv_a_mqa.weight", 8, 6);
        model.f32("blk.0.attn_kv_a_norm.weight", 4);
        model.f32("blk.0.attn_kv_b.weight", 4, 12);
        return model;
    }
}
