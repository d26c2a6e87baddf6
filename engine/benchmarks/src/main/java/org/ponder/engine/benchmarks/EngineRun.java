package org.ponder.engine.benchmarks;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Locale;
import org.ponder.engine.gguf.GgufFile;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.KvType;
import org.ponder.engine.tensor.Workers;
import org.ponder.engine.transformer.KvCache;
import org.ponder.engine.transformer.Transformer;

/**
 * Runs the engine once, on made-up tokens, and prints what it measured as one JSON object: the same
 * keys as peers print for {@link PeerComparison}.
 */
public final class EngineRun {
    /**
     * Java compiles what runs often, and pages of weights are joined once all weights have come;
     * after so long both should be done.
     */
    private static final long WARM_UP_NANOS = 12_000_000_000L;

    private static final int WARM_UP_PROMPT = 64;
    private static final int WARM_UP_TOKENS = 16;

    private final Transformer transformer;

    private EngineRun(Transformer transformer) {
        this.transformer = transformer;
    }

    /**
     * Runs from a command line.
     *
     * @param args model, threads, tokens of the prompt, tokens to generate, tokens of context
     *     before they are generated
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 5) {
            System.err.println("usage: EngineRun MODEL.gguf THREADS PROMPT GENERATE CONTEXT");
            System.exit(2);
            return;
        }
        long start = System.nanoTime();
        Kernels kernels = Kernels.best(System.err::println);
        try (GgufFile file = GgufFile.open(Path.of(args[0]));
                Workers workers = new Workers(Integer.parseInt(args[1]));
                Transformer transformer = Transformer.load(file, kernels, workers)) {
            double load = (System.nanoTime() - start) / 1e6;
            new EngineRun(transformer)
                    .measure(
                            load,
                            Integer.parseInt(args[2]),
                            Integer.parseInt(args[3]),
                            Integer.parseInt(args[4]));
        }
    }

    private void measure(double load, int prompt, int generate, int context) {
        double cold = run(WARM_UP_PROMPT, WARM_UP_TOKENS, 0).firstMillis();
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP_NANOS) {
            run(WARM_UP_PROMPT, WARM_UP_TOKENS, 0);
        }
        Rates rates = run(prompt, generate, context);
        System.out.printf(
                Locale.ROOT,
                "{\"load_ms\": %.0f, \"cold_first_token_ms\": %.0f, \"prefill_tokens_s\": %.2f,"
                        + " \"decode_tokens_s\": %.2f, \"allocated_bytes_token\": %d}%n",
                load,
                cold,
                rates.prefill(),
                rates.decode(),
                rates.allocated());
    }

    /**
     * What a run gave.
     *
     * @param allocated bytes on Java's heap for each token generated, without keys and values
     */
    private record Rates(double prefill, double decode, double firstMillis, long allocated) {}

    private Rates run(int prompt, int generate, int context) {
        int before = Math.max(prompt, context);
        int[] ids = new int[before + generate + 1];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = ((i * 7919 + 13) % 1000 + 300) % transformer.config().vocabulary();
        }
        KvCache cache = transformer.newCache(ids.length, KvType.F16);
        long begun = System.nanoTime();
        transformer.forward(ids, 0, prompt, cache);
        long read = System.nanoTime() - begun;
        if (before > prompt) {
            transformer.forward(ids, prompt, before, cache);
        }
        // The step from reading to generating belongs to neither.
        transformer.forward(ids, before, before + 1, cache);
        long heap = allocated() - cache.bytes();
        long from = System.nanoTime();
        for (int n = 1; n <= generate; n++) {
            transformer.forward(ids, before + n, before + n + 1, cache);
        }
        long generated = System.nanoTime() - from;
        heap = allocated() - cache.bytes() - heap;
        return new Rates(
                prompt * 1e9 / read, generate * 1e9 / generated, read / 1e6, heap / generate);
    }

    /** Bytes that all threads have allocated; 0 where this Java does not count them. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof ThreadMXBean counting
                ? counting.getTotalThreadAllocatedBytes()
                : 0;
    }
}
