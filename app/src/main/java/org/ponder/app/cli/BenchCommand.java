package org.ponder.app.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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
    private static final int USUAL_PROMPT = 512;

    private final Terminal terminal;

    @Option(
            names = "--prompt",
            paramLabel = "N",
            description = {
                "Tokens of the prompt whose reading is timed",
                "(default: 512, or what a shorter context holds)."
            })
    private @Nullable Integer prompt;

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

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "3",
            description = "How long to run before anything is timed (default: 3).")
    private int warmUp;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ModelChoice choice;

    BenchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Exception {
        if ((prompt != null && prompt < 1) || generate < 1 || context < 0) {
            throw new UserMistake(
                    "--prompt and --generate must be 1 or more, --context 0 or more.");
        }
        if (choice.drafts() > 0) {
            throw new UserMistake(
                    "bench measures without drafts: leave --drafts out; DraftRun in"
                            + " engine/benchmarks measures with them.");
        }
        long start = System.nanoTime();
        try (LanguageModel model = choice.load(terminal)) {
            Duration load = Duration.ofNanos(System.nanoTime() - start);
            Benchmark benchmark =
                    new Benchmark(
                            model.transformer(),
                            choice.cacheType(),
                            prompt(model),
                            generate,
                            context);
            Benchmark.Result result = benchmark.run(Duration.ofSeconds(warmUp));
            if (json) {
                JsonLines.write(terminal, toJson(load, benchmark, result));
            } else {
                print(model, load, benchmark, result);
            }
        }
        return 0;
    }

    private int prompt(LanguageModel model) {
        int room = model.config().contextLength() - Benchmark.tokensAround(generate);
        if (Math.max(context, prompt == null ? 1 : prompt) > room) {
            throw new UserMistake(
                    "The model's context of "
                            + model.config().contextLength()
                            + " tokens is too short for that: lower --prompt, --context or"
                            + " --generate.");
        }
        return prompt == null ? Math.min(USUAL_PROMPT, room) : prompt;
    }

    private Map<String, Object> toJson(
            Duration load, Benchmark benchmark, Benchmark.Result result) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("prefill_tokens_s", rounded(result.prefillTokensPerSecond()));
        figures.put("decode_tokens_s", rounded(result.decodeTokensPerSecond()));
        figures.put("first_token_ms", rounded(millis(result.firstToken())));
        figures.put("load_ms", rounded(millis(load)));
        figures.put("peak_mb", Math.round(PeakMemory.bytes() / 1e6));
        figures.put("cold_first_token_ms", rounded(millis(result.coldFirstToken())));
        figures.put("warm_up_ms", rounded(millis(result.warmUp())));
        figures.put("bound_by", boundBy(result));
        result.decoding()
                .experts()
                .ifPresent(use -> {
                    figures.put("experts_found", use.found());
                    figures.put("experts_read", use.read());
                    figures.put("experts_bytes_read", use.bytesRead());
                    figures.put("experts_waited_ms", rounded(millis(use.waited())));
                });
        figures.put("threads", choice.threads());
        figures.put("prompt", benchmark.prompt());
        figures.put("generate", generate);
        figures.put("context", context);
        return figures;
    }

    private void print(
            LanguageModel model, Duration load, Benchmark benchmark, Benchmark.Result result) {
        line("model", model.name());
        line("threads", String.valueOf(choice.threads()));
        line(
                "prefill",
                rate(result.prefillTokensPerSecond()) + " (" + benchmark.prompt() + " tokens)");
        line(
                "decode",
                rate(result.decodeTokensPerSecond())
                        + (" (" + generate + " tokens after " + benchmark.before() + ")"));
        printBound(model, result);
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

    /** What a token mostly waits for. */
    private static String boundBy(Benchmark.Result result) {
        boolean disk =
                result.decoding()
                        .experts()
                        .map(use -> use.waited().multipliedBy(2))
                        .filter(twice -> twice.compareTo(result.decoding().spent()) > 0)
                        .isPresent();
        return disk ? "disk" : "memory";
    }

    private void printBound(LanguageModel model, Benchmark.Result result) {
        double read = model.weightBytes().perToken() * result.decodeTokensPerSecond();
        line(
                "bound by",
                boundBy(result)
                        + ", which gives "
                        + Size.of((long) read)
                        + " of weights per second");
        result.decoding()
                .experts()
                .ifPresent(use ->
                        line(
                                "experts",
                                String.format(
                                        Locale.ROOT,
                                        "%.0f %% found in %s of memory, %s read for a token, waited for in %.0f %% of the time",
                                        100.0 * use.found() / Math.max(1, use.found() + use.read()),
                                        Size.of(use.limit()),
                                        Size.of(use.bytesRead() / generate),
                                        100.0
                                                * use.waited().toNanos()
                                                / result.decoding().spent().toNanos())));
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
