package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import tools.jackson.databind.JsonNode;

/**
 * Logits are those of transformers 5.18 on models of random weights with sizes that real models do
 * not have: odd head widths, tied embeddings, windows shorter than the prompt, and every way of
 * stretching positions.
 */
class SmallModelsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gemma3-tiny",
                "phi3-tiny",
                "phi3-window-tiny",
                "llama-tied",
                "llama-linear",
                "qwen2-yarn",
                "qwen3-tied"
            })
    void logitsAreThoseOfTransformers(String name) throws IOException {
        JsonNode golden = Golden.json(resource(name + ".json"));
        try (GgufFile file = GgufFile.open(resource(name + ".gguf"));
                Workers workers = new Workers(2)) {
            for (Kernels kernels : new Kernels[] {Kernels.scalar(), Kernels.best(notice -> {})}) {
                try (Transformer model = Transformer.load(file, kernels, workers)) {
                    for (int p = 0; p < golden.get("prompts").size(); p++) {
                        int[] ids = Golden.ids(golden.get("prompts").get(p));
                        float[] logits =
                                model.forward(ids, 0, ids.length, model.newCache(ids.length));
                        JsonNode expected = golden.get("logits").get(p);
                        for (int i = 0; i < logits.length; i++) {
                            assertEquals(
                                    expected.get(i).asDouble(),
                                    logits[i],
                                    1e-4,
                                    name + " prompt " + p);
                        }
                    }
                }
            }
        }
    }

    private static Path resource(String name) {
        return Path.of(
                URI.create(
                        String.valueOf(
                                Objects.requireNonNull(
                                        SmallModelsTest.class.getResource(
                                                "/models/small/" + name)))));
    }
}
