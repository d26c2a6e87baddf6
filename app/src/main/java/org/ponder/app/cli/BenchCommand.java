package org.ponder.app.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ponder.engine.chat.LanguageModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a model's speed on this machine. */
@Command(
        name = "bench",
        description = {
            "Measures how fast this machine runs a model: prefill and decode in tokens per second,",
            "time to the first token, load time and peak memory."
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--prompt",
            paramLabel = "N",
            defaultValue = "512",
            description = "Tokens of the prompt whose reading is timed (default: 512).")
    private int prompt;

    @Option(
            names = "--generate",
            paramLabel = "N",
            defaultValue = "64",
            description = "Tokens whose generation is timed (default: 64).")
    private int generate;

    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Time generation after N tokens (default: after the prompt).")
    private int context;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ModelChoice choice;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if (prompt < 1 || generate < 1 || context < 0) {
            throw new UserMistake(
                    "--prompt and --generate must be 1 or more, --context 0 or more.");
        }
        long start = System.nanoTime();
        try (LanguageModel model = choice.load(terminal)) {
            Duration load = Duration.ofNanos(System.nanoTime() - start);
            Benchmark.Result result =
                    new Benchmark(model.transformer(), prompt, generate, context).run();
            if (json) {
                JsonLines.write(terminal, toJson(load, result));
            } else {
                print(model, load, result);
            }
        }
        return 0;
    }

    private Map<String, Object> toJson(Duration load, Benchmark.Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("prefill_tokens_s", rounded(result.prefillTokensPerSecond()));
        figures.put("decode_tokens_s", rounded(result.decodeTokensPerSecond()));
        figures.put("first_token_ms", rounded(millis(result.firstToken())));
        figures.put("load_ms", rounded(millis(load)));
        figures.put("peak_mb", Math.round(PeakMemory.bytes() / 1e6));
        figures.put("cold_first_token_ms", rounded(millis(result.coldFirstToken())));
        figures.put("warm_up_ms", rounded(millis(result.warmUp())));
        figures.put("threads", choice.threads());
        figures.put("prompt", prompt);
        figures.put("generate", generate);
        figures.put("context", context);
        return figures;
    }

    private void print(LanguageModel model, Duration load, Benchmark.Result result) {
        line("model", model.name());
        line("threads", String.valueOf(choice.threads()));
        line("prefill", rate(result.prefillTokensPerSecond()) + " (" + prompt + " tokens)");
        line(
                "decode",
                rate(result.decodeTokensPerSecond())
                        + (" (" + generate + " tokens after " + Math.max(prompt, context) + ")"));
        line("first token", time(result.firstToken()) + " after the prompt was given");
        line(
                "cold start",
                time(result.coldFirstToken())
                        + (" to the first token after " + Benchmark.WARM_UP_PROMPT)
                        + " tokens, before warming up");
        line("warm-up", time(result.warmUp()) + ", not counted above");
        line("load", time(load));
        line("peak memory", Size.of(PeakMemory.bytes()));
        terminal.out().flush();
    }

    private void line(String label, String value) {
        terminal.out().printf("%-12s %s%n", label, value);
    }

    private static String rate(double tokensPerSecond) {
        return String.format(Locale.ROOT, "%.1f tokens/s", tokensPerSecond);
    }

    private static String time(Duration duration) {
        return String.format(Locale.ROOT, "%.0f ms", millis(duration));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
