package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import tools.jackson.databind.JsonNode;

/**
 * Logits and greedy continuations are those of two independent implementations, for every
 * architecture, tensor type and kind of kernels.
 */
class ConformanceTest {
    private static final Map<String, List<String>> MODELS =
            Map.of(
                    "qwen2-r1distill-tiny",
                    List.of(
                            "F32", "F16", "BF16", "Q8_0", "Q4_0", "Q4_K_M", "Q5_K_M", "Q6_K",
                            "Q2_K", "IQ4_XS"),
                    "llama-r1distill-tiny",
                    List.of("F32", "F16", "Q8_0", "Q4_0", "Q4_K_M", "Q6_K"),
                    "qwen3-r1-0528-tiny",
                    List.of("F32", "F16", "Q8_0", "Q4_K_M", "Q5_K_M", "Q6_K"));

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        MODELS.forEach((model, types) -> {
            for (String type : types) {
                cases.add(new Case(model, type, Kernels.scalar()));
                cases.add(new Case(model, type, Kernels.best(notice -> {})));
            }
        });
        return cases.stream();
    }

    record Case(String model, String type, Kernels kernels) {
        Path file() {
            return Shared.file("models/" + model + "/" + model + "." + type + ".gguf");
        }

        JsonNode recorded() {
            return Golden.json(Shared.file("models/" + model + "/golden.json"))
                    .get("files")
                    .get(type);
        }

        JsonNode prompts() {
            return Golden.json(Shared.file("models/" + model + "/golden/prompts.json"));
        }

        float[] logits(String reference, int prompt) {
            return Golden.floats(
                    Shared.file(
                            "models/%s/golden/%s.p%d.logits.bin"
                                    .formatted(model, reference, prompt)));
        }

        /** Whether the weights are those of the original model. */
        boolean lossless() {
            return List.of("F32", "F16", "BF16").contains(type);
        }

        @Override
        public String toString() {
            return model + " " + type + ", " + kernels.description();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsAreThoseRecorded(Case tested) throws IOException {
        String reference = tested.lossless() ? "hf-f32" : "f32act-" + tested.type();
        JsonNode prompts = tested.prompts();
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2)) {
            Transformer model = Transformer.load(file, tested.kernels(), workers);
            for (int p = 0; p < prompts.size(); p++) {
                int[] ids = Golden.ids(prompts.get(p));
                float[] logits = model.forward(ids, 0, ids.length, model.newCache(ids.length));
                double difference = Golden.largestDifference(tested.logits(reference, p), logits);
                if (!tested.lossless() && difference > 1e-4) {
                    // Kernels that round activations to 8 bits are held to llama.cpp, which does.
                    double error =
                            Golden.normalisedError(
                                    tested.logits("llamacpp-" + tested.type(), p), logits);
                    assertTrue(error <= 0.04, "prompt " + p + " is off by " + error);
                } else {
                    assertTrue(difference <= 1e-4, "prompt " + p + " is off by " + difference);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyContinuationsAreThoseRecorded(Case tested) throws IOException {
        JsonNode recorded = tested.recorded();
        String reference = recorded.has("greedy_f32act") ? "greedy_f32act" : "greedy_llamacpp";
        JsonNode prompts = tested.prompts();
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2)) {
            Transformer model = Transformer.load(file, tested.kernels(), workers);
            for (int p = 0; p < prompts.size(); p++) {
                if (recorded.get(reference + "_min_margin").get(p).asDouble() > 1e-3) {
                    int[] expected = Golden.ids(recorded.get(reference).get(p));
                    int[] greedy =
                            Golden.greedy(model, Golden.ids(prompts.get(p)), expected.length);
                    assertArrayEquals(expected, greedy, "prompt " + p);
                }
            }
        }
    }
}
