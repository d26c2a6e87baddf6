package org.ponder.engine.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.Shared;

class GgufFileTest {
    @Test
    void aModelFileGivesItsMetadataAndTensors() throws IOException {
        try (GgufFile file = GgufFile.open(Shared.file("weights/pebble-seed.gguf"))) {
            assertEquals(3, file.version());
            assertEquals(2_907_232, file.bytes());
            assertEquals("qwen2", file.metadata().requireString("general.architecture"));
            assertEquals(6, file.metadata().requireInteger("qwen2.block_count"));
            assertEquals(264, file.metadata().strings("tokenizer.ggml.tokens").size());
            GgufTensor embedding = file.requireTensor("token_embd.weight");
            assertEquals(List.of(192L, 264L), embedding.shape());
            assertEquals(GgmlType.Q8_0, embedding.type());
            assertEquals(GgmlType.Q8_0.bytes(192 * 264), embedding.data().byteSize());
        }
    }

    @Test
    void aLargeVocabularyIsRead(@TempDir Path folder) throws IOException {
        Path path = Shared.unpacked("tokenizers/vocab/gpt-oss.vocab.gguf.gz", folder);
        try (GgufFile file = GgufFile.open(path)) {
            List<String> tokens = file.metadata().strings("tokenizer.ggml.tokens");
            assertEquals(201_088, tokens.size());
            assertEquals("!", tokens.get(0));
            assertTrue(file.metadata().strings("tokenizer.ggml.merges").size() > 400_000);
        }
    }
}
