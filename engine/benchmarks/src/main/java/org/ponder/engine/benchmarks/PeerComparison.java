package org.ponder.engine.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the engine beside a peer on the same files: each runs as a process of its own, in turns,
 * so that whatever slows the machine slows both. Prints a table of medians.
 *
 * <p>A peer is any command that takes model, threads, prompt, generate and context at its end and
 * prints a JSON object with {@code prefill_tokens_s} and {@code decode_tokens_s}.
 */
public final class PeerComparison {
    private static final String USAGE =
            "usage: PeerComparison ROUNDS THREADS PROMPT GENERATE CONTEXT \"PEER COMMAND\""
                    + " MODEL.gguf...";

    private static final int MODELS_FROM = 6;

    /** What one process measured. */
    private record Figures(double prefill, double decode) {}

    private final List<String> peer;
    private final List<String> sizes;
    private final int rounds;

    private PeerComparison(List<String> peer, List<String> sizes, int rounds) {
        this.peer = peer;
        this.sizes = sizes;
        this.rounds = rounds;
    }

    /** Runs from a command line. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length <= MODELS_FROM) {
            System.err.println(USAGE);
            System.exit(2);
            return;
        }
        PeerComparison comparison =
                new PeerComparison(
                        Arrays.asList(args[MODELS_FROM - 1].split(" ", -1)),
                        Arrays.asList(args).subList(1, MODELS_FROM - 1),
                        Integer.parseInt(args[0]));
        System.out.println("| model | figure | engine | peer | ratio |");
        System.out.println("|---|---|---|---|---|");
        for (int i = MODELS_FROM; i < args.length; i++) {
            comparison.compare(Path.of(args[i]).toAbsolutePath());
        }
    }

    private void compare(Path model) throws IOException, InterruptedException {
        List<Figures> engine = new ArrayList<>();
        List<Figures> other = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            engine.add(run(engineCommand(), model));
            other.add(run(peer, model));
        }
        String name = String.valueOf(model.getFileName());
        print(name, "prefill, tokens/s", engine, other, Figures::prefill);
        print(name, "decode, tokens/s", engine, other, Figures::decode);
    }

    private static void print(
            String model,
            String figure,
            List<Figures> engine,
            List<Figures> peer,
            ToDoubleFunction<Figures> value) {
        double ours = median(engine, value);
        double theirs = median(peer, value);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.2f |%n",
                model,
                figure,
                ours,
                theirs,
                ours / theirs);
    }

    private static double median(List<Figures> all, ToDoubleFunction<Figures> value) {
        double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** This program's Java and class path, with the options of the launcher. */
    private static List<String> engineCommand() {
        String java = ProcessHandle.current().info().command().orElse("java");
        return List.of(
                java,
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:MaxRAMPercentage=70",
                "-cp",
                System.getProperty("java.class.path"),
                EngineRun.class.getName());
    }

    private Figures run(List<String> program, Path model) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(program);
        command.add(model.toString());
        command.addAll(sizes);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException("The command " + command + " failed with code " + code + ".");
        }
        return new Figures(number(printed, "prefill_tokens_s"), number(printed, "decode_tokens_s"));
    }

    private static double number(String json, String key) throws IOException {
        Matcher matcher = Pattern.compile("\"" + key + "\"\\s*:\\s*([0-9.]+)").matcher(json);
        if (!matcher.find()) {
            throw new IOException("There is no number " + key + " in what was printed: " + json);
        }
        return Double.parseDouble(matcher.group(1));
    }
}
