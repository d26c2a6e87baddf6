package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Factors of a frequency each, as Llama's files have them, stretch as their kind says. */
class RopeFactorsTest {
    private static final float[] SHORT = {1.5f, 2};
    private static final float[] LONG = {3, 4};

    @TempDir private Path folder;

    @Test
    void longRopeHasFactorsForContextsUpToTheOriginalAndBeyondIt() throws IOException {
        float[] near = of(SHORT).logits(folder);
        float[] far = of(LONG).logits(folder);
        assertFalse(Arrays.equals(near, far));
        // Those logits are of a context of 3 tokens.
        assertArrayEquals(near, longRope(3).logits(folder), 1e-4f);
        assertArrayEquals(far, longRope(2).logits(folder), 1e-4f);
    }

    @Test
    void factorsComeOnTopOfAnotherScaling() throws IOException {
        TinyModel linear = of(SHORT);
        linear.keys.put("rope.scaling.type", "linear");
        linear.keys.put("rope.scaling.factor", 2f);
        assertArrayEquals(of(LONG).logits(folder), linear.logits(folder));
    }

    private static TinyModel of(float[] factors) {
        return new TinyModel("llama").f32("rope_freqs.weight", factors);
    }

    private static TinyModel longRope(int originalContext) {
        TinyModel model = new TinyModel("llama");
        model.f32("rope_factors_short.weight", SHORT).f32("rope_factors_long.weight", LONG);
        model.keys.put("rope.scaling.type", "longrope");
        model.keys.put("rope.scaling.original_context_length", originalContext);
        model.keys.put("rope.scaling.attn_factor", Math.nextUp(1f)); // 1 stands for none told
        return model;
    }
}
