package org.ponder.engine.transformer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.ponder.engine.Shared;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import tools.jackson.databind.JsonNode;

/** Logits and greedy continuations are those of two independent implementations. */
class ConformanceTest {
    private static final List<String> MODELS =
            List.of("qwen2-r1distill-tiny", "llama-r1distill-tiny", "qwen3-r1-0528-tiny");

    static Stream<Case> cases() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String model : MODELS) {
            Path folder = Shared.file("models/" + model);
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".gguf"))
                        .sorted()
                        .forEach(file -> {
                            cases.add(new Case(file, model, Kernels.scalar()));
                            cases.add(new Case(file, model, Kernels.best(notice -> {})));
                        });
            }
        }
        return cases.stream();
    }

    record Case(Path file, String model, Kernels kernels) {
        String type() {
            String name = file.getFileName().toString();
            return name.substring(model.length() + 1, name.length() - ".gguf".length());
        }

        Path golden(String name) {
            return file.resolveSibling("golden").resolve(name);
        }

        boolean exact() {
            return type().equals("F32") || type().equals("F16") || type().equals("BF16");
        }

        @Override
        public String toString() {
            return file.getFileName() + ", " + kernels.description();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logitsAreThoseRecorded(Case tested) throws IOException {
        JsonNode prompts = Golden.json(tested.golden("prompts.json"));
        String reference = tested.exact() ? "hf-f32" : "f32act-" + tested.type();
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2)) {
            Transformer model = Transformer.load(file, tested.kernels(), workers);
            for (int p = 0; p < prompts.size(); p++) {
                int[] ids = Golden.ids(prompts.get(p));
                float[] expected =
                        Golden.floats(tested.golden(reference + ".p" + p + ".logits.bin"));
                float[] logits = model.forward(ids, 0, ids.length, model.newCache(ids.length));
                double difference = Golden.largestDifference(expected, logits);
                System.out.println(
                        tested
                                + " p"
                                + p
                                + " "
                                + difference
                                + " nrmse "
                                + Golden.normalisedError(expected, logits));
                assertTrue(difference <= 1e-4, "prompt " + p + " differs by " + difference);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void greedyContinuationsAreThoseRecorded(Case tested) throws IOException {
        JsonNode prompts = Golden.json(tested.golden("prompts.json"));
        JsonNode recorded =
                Golden.json(tested.file().resolveSibling("golden.json"))
                        .get("files")
                        .get(tested.type());
        String reference = recorded.has("greedy_f32act") ? "greedy_f32act" : "greedy_llamacpp";
        try (GgufFile file = GgufFile.open(tested.file());
                Workers workers = new Workers(2)) {
            Transformer model = Transformer.load(file, tested.kernels(), workers);
            for (int p = 0; p < prompts.size(); p++) {
                if (recorded.get(reference + "_min_margin").get(p).asDouble() <= 1e-3) {
                    continue; // a tie could fall either way
                }
                int[] ids = Golden.ids(prompts.get(p));
                int[] expected = Golden.ids(recorded.get(reference).get(p));
                KvCache cache = model.newCache(ids.length + expected.length);
                float[] logits = model.forward(ids, 0, ids.length, cache);
                List<Integer> greedy = new ArrayList<>();
                for (int i = 0; i < expected.length; i++) {
                    int next = Golden.largest(logits);
                    greedy.add(next);
                    logits = model.forward(new int[] {next}, 0, 1, cache);
                }
                assertEquals(
                        java.util.Arrays.stream(expected).boxed().toList(), greedy, "prompt " + p);
            }
        }
    }
}
