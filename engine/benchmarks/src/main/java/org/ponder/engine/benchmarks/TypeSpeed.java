package org.ponder.engine.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.tensor.Dequantizer;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Matrix;
import org.ponder.engine.tensor.Workers;

/**
 * How fast one token goes through a matrix of each type: what decides tokens per second of a model
 * of that type.
 */
public final class TypeSpeed {
    private static final int ROWS = 4096;
    private static final int COLUMNS = 4096;
    private static final long WARM_UP = 1_000_000_000L;
    private static final long MEASURED = 600_000_000L;

    private TypeSpeed() {}

    /**
     * Runs from a command line.
     *
     * @param args types; all that Ponder computes with where there are none
     */
    public static void main(String[] args) {
        List<GgmlType> types =
                args.length > 0
                        ? Arrays.stream(args).map(GgmlType::valueOf).toList()
                        : Arrays.stream(GgmlType.values()).filter(Dequantizer::supports).toList();
        Kernels kernels = Kernels.best(System.err::println);
        System.out.printf("%-8s %12s %8s %s%n", "type", "Mweights/s", "GB/s", "tokens/s at 1.5 G");
        try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors());
                Arena arena = Arena.ofShared()) {
            for (GgmlType type : types) {
                double seconds = secondsOfOne(type, kernels, workers, arena);
                double weights = (double) ROWS * COLUMNS / seconds;
                System.out.printf(
                        Locale.ROOT,
                        "%-8s %12.0f %8.2f %8.2f%n",
                        type,
                        weights / 1e6,
                        type.bytes((long) ROWS * COLUMNS) / seconds / 1e9,
                        weights / 1.5e9);
            }
        }
    }

    private static double secondsOfOne(
            GgmlType type, Kernels kernels, Workers workers, Arena arena) {
        MemorySegment data = arena.allocate(type.bytes((long) ROWS * COLUMNS), 64);
        Random random = new Random(1);
        for (long at = 0; at < data.byteSize(); at++) {
            // Whichever bytes are scales: none is infinite, none subnormal.
            data.set(ValueLayout.JAVA_BYTE, at, (byte) ((random.nextInt(256) & 0xBF) | 0x10));
        }
        Matrix matrix = kernels.matrix("w", type, ROWS, COLUMNS, data);
        float[] in = RandomFloats.of(COLUMNS, 1);
        float[] out = new float[ROWS];
        run(matrix, in, out, workers, WARM_UP);
        return run(matrix, in, out, workers, MEASURED);
    }

    /** Multiplies for a while; the shortest time of one, in seconds. */
    private static double run(Matrix matrix, float[] in, float[] out, Workers workers, long nanos) {
        long best = Long.MAX_VALUE;
        long start = System.nanoTime();
        long now = start;
        while (now - start < nanos) {
            matrix.multiply(in, 1, out, workers);
            long after = System.nanoTime();
            best = Math.min(best, after - now);
            now = after;
        }
        return best / 1e9;
    }
}
