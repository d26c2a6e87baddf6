package org.ponder.engine.trainer.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Models that are made of others' weights have those weights. */
final class ModelWeightsTest {
    @Test
    void halfTheLayersAreEveryOtherOneWithAllThatIsAroundThem() {
        ModelWeights four = ModelWeights.random(new ModelShape(4, 64, 2, 96, 256), 3);
        ModelShape half = new ModelShape(2, 64, 2, 96, 256);
        ModelWeights two = ModelWeights.layersOf(four, half);
        assertEquals(half, two.shape());
        for (String name : new String[] {"token_embd.weight", "output_norm.weight"}) {
            assertArrayEquals(four.of(name), two.of(name), name);
        }
        for (String name : new String[] {"attn_qkv.weight", "ffn_down.weight"}) {
            assertArrayEquals(four.of("blk.0." + name), two.of("blk.0." + name), name);
            assertArrayEquals(four.of("blk.2." + name), two.of("blk.1." + name), name);
        }
    }
}
