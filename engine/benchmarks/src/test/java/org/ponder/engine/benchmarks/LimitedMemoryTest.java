package org.ponder.engine.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ponder.engine.benchmarks.ModelShape.Attention;
import org.ponder.engine.benchmarks.ModelShape.Vocabulary;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;
import org.ponder.engine.transformer.ExpertUse;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.Transformer;
import org.ponder.engine.transformer.WeightBytes;

/**
 * A mixture of experts stays within its limit of memory, as the system counts a process's memory,
 * and says the same as without one.
 */
class LimitedMemoryTest {
    @TempDir private Path folder = Path.of("");

    /** The process that is measured: loads a model within a limit and reads and writes some. */
    static final class Runner {
        private Runner() {}

        public static void main(String[] args) throws IOException {
            try (GgufFile file = GgufFile.open(Path.of(args[0]));
                    Workers workers = new Workers(2);
                    Transformer model =
                            Transformer.load(
                                    file,
                                    Kernels.best(notice -> {}),
                                    workers,
                                    Long.parseLong(args[1]),
                                    share -> {})) {
                int[] ids = new int[80];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = i * 7 % 290;
                }
                KvCache cache = model.newCache(ids.length);
                float[] logits = model.forward(ids, 0, 48, cache);
                for (int i = 48; i < ids.length; i++) {
                    logits = model.forward(ids, i, i + 1, cache);
                }
                int best = 0;
                for (int i = 0; i < logits.length; i++) {
                    best = logits[i] > logits[best] ? i : best;
                }
                System.out.println(best);
                System.out.println(peak());
                System.out.println(model.expertUse().map(ExpertUse::read).orElse(0L));
            }
        }

        private static long peak() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theProcessTakesNoMoreThanTheLimitAndSaysTheSame() throws Exception {
        assumeTrue(
                Files.isReadable(Path.of("/proc/self/status")),
                "skipped: only Linux tells a process's peak of memory");
        Path model = folder.resolve("experts.gguf");
        ModelShape shape =
                new ModelShape(
                        "deepseek2",
                        6,
                        256,
                        new Attention(4, 1, 64, 1e4),
                        512,
                        new Vocabulary(300, false));
        SyntheticModel.write(shape, QuantizationMix.Q4_K_M, "experts", model);
        WeightBytes weights;
        try (GgufFile file = GgufFile.open(model)) {
            weights = WeightBytes.of(file);
        }
        assertTrue(weights.experts() > 180 << 20, "large enough to be seen: " + weights);
        long limit = weights.always() + weights.experts() / 4;
        List<String> free = run(model, Long.MAX_VALUE);
        List<String> limited = run(model, limit);
        assertEquals(free.get(0), limited.get(0), "the likeliest tokens differ");
        assertEquals("0", free.get(2));
        assertTrue(Long.parseLong(limited.get(2)) > 0);
        long saved = Long.parseLong(free.get(1)) - Long.parseLong(limited.get(1));
        long expected = weights.always() + weights.experts() - limit;
        assertTrue(
                saved > expected / 2,
                "the limit of %d MB saved %d MB of %d"
                        .formatted(limit >> 20, saved >> 20, expected >> 20));
    }

    private static List<String> run(Path model, long limit) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("--add-modules=jdk.incubator.vector", "-XX:+UseSerialGC", "-Xmx96m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(Runner.class.getName(), model.toString(), String.valueOf(limit)));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        List<String> lines =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList();
        assertEquals(0, process.waitFor());
        assertEquals(3, lines.size());
        return lines;
    }
}
