package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import tools.jackson.databind.JsonNode;

/** Models that were trained, not drawn at random, go on as recorded for hundreds of tokens. */
class TrainedWeightsTest {

    @ParameterizedTest
    @CsvSource({
        "stories260K,f32,llamacpp-f32",
        "stories260K,f16,f32act-f16",
        "stories260K,Q8_0,f32act-Q8_0",
        "TinyStories-656K,f32,hf-f32",
        "TinyStories-656K,f16,f32act-f16",
        "TinyStories-656K,Q8_0,f32act-Q8_0",
        "TinyStories-656K,Q4_0,f32act-Q4_0"
    })
    void storiesGoOnAsRecorded(String model, String type, String reference) throws IOException {
        JsonNode golden = Golden.json(Shared.file("weights/" + model + ".golden.json"));
        JsonNode prompts = golden.get("prompt_ids_with_bos");
        JsonNode recorded = golden.get("files").get(type);
        boolean own = recorded.has("greedy_f32act");
        try (GgufFile file = GgufFile.open(Shared.file("weights/" + model + "." + type + ".gguf"));
                Workers workers = new Workers(2);
                Transformer transformer = Transformer.load(file, Kernels.scalar(), workers)) {
            for (int p = 0; p < prompts.size(); p++) {
                int[] ids = Golden.ids(prompts.get(p));
                float[] expected =
                        Golden.floats(
                                Shared.file(
                                        "weights/golden/%s.%s.p%d.logits.bin"
                                                .formatted(model, reference, p)));
                float[] logits =
                        transformer.forward(ids, 0, ids.length, transformer.newCache(ids.length));
                double difference = Golden.largestDifference(expected, logits);
                assertTrue(difference <= 1e-4, "prompt " + p + " is off by " + difference);
                if (recorded.get(own ? "f32act_min_margin" : "min_margin").get(p).asDouble()
                        > 1e-3) {
                    int[] greedy =
                            Golden.ids(recorded.get(own ? "greedy_f32act" : "greedy").get(p));
                    assertArrayEquals(
                            greedy, Golden.greedy(transformer, ids, greedy.length), "prompt " + p);
                }
            }
        }
    }

    @Test
    void pebbleThinksAsRecorded() throws IOException {
        JsonNode cases = Golden.json(Shared.file("weights/pebble-seed.golden.json")).get("cases");
        assertEquals(7, cases.size());
        try (GgufFile file = GgufFile.open(Shared.file("weights/pebble-seed.gguf"));
                Workers workers = new Workers(2)) {
            for (Kernels kernels :
                    Stream.of(Kernels.scalar(), Kernels.best(notice -> {})).toList()) {
                try (Transformer transformer = Transformer.load(file, kernels, workers)) {
                    for (JsonNode recorded : cases) {
                        int[] greedy = Golden.ids(recorded.get("greedy_ids"));
                        assertArrayEquals(
                                greedy,
                                Golden.greedy(
                                        transformer,
                                        Golden.ids(recorded.get("prompt_ids")),
                                        greedy.length),
                                recorded.get("question").asString());
                    }
                }
            }
        }
    }
}
