package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
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
                    List.of("F32", "F16", "Q8_0", "Q4_K_M", "Q5_K_M", "Q6_K"),
                    "qwen3moe-tiny",
                    List.of("F32", "Q8_0", "Q4_K_M"),
                    "deepseek2-v3-tiny",
                    List.of(
                            "F32",
                            "F16",
                            "oldmla.F16",
                            "Q8_0",
                            "legacy-nogroups.Q8_0",
                            "Q4_0",
                            "Q4_K_M",
                            "Q5_K_M",
                            "Q6_K",
                            "Q2_K",
                            "IQ4_XS"),
                    "deepseek2-v2lite-tiny",
                    List.of("F32", "Q8_0", "Q4_K_M", "Q2_K"),
                    "gptoss-tiny",
                    List.of("F32", "Q8_0", "MXFP4_MOE"));

    private static final Set<String> SPARSE =
            Set.of("qwen3moe-tiny", "deepseek2-v3-tiny", "deepseek2-v2lite-tiny", "gptoss-tiny");

    /** Too large to lie about unpacked. */
    private static final Set<String> PACKED = Set.of("qwen3moe-tiny.F32", "gptoss-tiny.F32");

    @TempDir static Path unpacked;

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        MODELS.forEach((model, types) -> {
            for (String type : types) {
                cases.add(new Case(model, type, Kernels.best(notice -> {})));
            }
            // One type is enough for the slow kernels: the parity test has them all.
            cases.add(new Case(model, "Q8_0", Kernels.scalar()));
        });
        return cases.stream();
    }

    record Case(String model, String type, Kernels kernels) {
        Path file() {
            String name = model + "." + type;
            String file = "models/" + model + "/" + name + ".gguf";
            return PACKED.contains(name)
                    ? Shared.unpacked(file + ".gz", unpacked)
                    : Shared.file(file);
        }

        JsonNode recorded() {
            // The layout of the tensors does not change what comes out.
            String recorded = type.startsWith("oldmla.") ? "F16" : type;
            return Golden.json(Shared.file("models/" + model + "/golden.json"))
                    .get("files")
                    .path(recorded);
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

        /**
         * Whether the activations of a prompt are rounded to 8 bits where it is long enough, which
         * may choose otherwise between tokens that are nearly equal: its logits tell.
         */
        boolean rounded() {
            return type.equals("Q4_0") && kernels.vectorBits() > 0;
        }

        /** Whether the weights are those of the original model. */
        boolean lossless() {
            return List.of("F32", "F16", "BF16", "oldmla.F16").contains(type);
        }

        boolean sparse() {
            return SPARSE.contains(model);
        }

        /**
         * Whether the recordings were made with another position embedding than the model was
         * trained with: llama.cpp rounds the ends of gpt-oss's YaRN ramp.
         */
        boolean recordedOtherwise() {
            return model.equals("gptoss-tiny") && !lossless();
        }

        @Override
        public String toString() {
            return model + " " + type + ", " + kernels.description();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsAreThoseRecorded(Case tested) throws IOException {
        String reference =
                tested.lossless() ? "hf-f32" : "f32act-" + tested.type().replace('.', '-');
        JsonNode prompts = tested.prompts();
        List<Double> errors = new ArrayList<>();
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2);
                Transformer model = Transformer.load(file, tested.kernels(), workers)) {
            for (int p = 0; p < prompts.size(); p++) {
                int[] ids = Golden.ids(prompts.get(p));
                float[] logits = model.forward(ids, 0, ids.length, model.newCache(ids.length));
                float[] expected = tested.logits(reference, p);
                double difference = Golden.largestDifference(expected, logits);
                if (difference > 1e-4) {
                    assertFalse(tested.lossless(), "prompt " + p + " is off by " + difference);
                    errors.add(
                            Golden.normalisedError(
                                    tested.sparse()
                                            ? expected
                                            : tested.logits("llamacpp-" + tested.type(), p),
                                    logits));
                } else {
                    errors.add(0.0);
                }
            }
        }
        // Kernels that round activations to 8 bits are held to llama.cpp, which does so too; where
        // rounding can flip an expert, to the median of what exact activations give.
        Collections.sort(errors);
        double error = errors.get(tested.sparse() ? errors.size() / 2 : errors.size() - 1);
        assertTrue(error <= 0.04, "the logits are off by " + error);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyContinuationsAreThoseRecorded(Case tested) throws IOException {
        assumeFalse(
                tested.recordedOtherwise(),
                "skipped: recorded with a rounded YaRN ramp, which logits bear and ties do not");
        JsonNode recorded = tested.recorded();
        String reference = recorded.has("greedy_f32act") ? "greedy_f32act" : "greedy_llamacpp";
        JsonNode prompts = tested.prompts();
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2);
                Transformer model = Transformer.load(file, tested.kernels(), workers)) {
            for (int p = 0; p < prompts.size(); p++) {
                if (recorded.path(reference + "_min_margin").path(p).asDouble(0) > 1e-3
                        && !(tested.rounded() && prompts.get(p).size() > 7)) {
                    int[] expected = Golden.ids(recorded.get(reference).get(p));
                    int[] greedy =
                            Golden.greedy(model, Golden.ids(prompts.get(p)), expected.length);
                    assertArrayEquals(expected, greedy, "prompt " + p);
                }
            }
        }
    }
}
