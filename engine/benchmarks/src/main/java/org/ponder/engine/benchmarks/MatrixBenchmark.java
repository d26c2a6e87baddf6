package org.ponder.engine.benchmarks;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ponder.engine.gguf.GgmlType;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Matrix;
import org.ponder.engine.tensor.TilePool;
import org.ponder.engine.tensor.Workers;

/**
 * How fast inputs go through a matrix of each type: one as in decode, many as in prefill. {@code
 * gigabytes} is the rate at which weights are read, to be held against the machine's read
 * bandwidth; {@code gigaflops} counts two for a multiply-add.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class MatrixBenchmark {
    private static final int ROWS = 16_384;
    private static final int COLUMNS = 4096;

    /** The weights' type. */
    @Param({"Q4_0", "Q5_0", "Q8_0", "Q4_K", "Q5_K", "Q6_K"})
    @SuppressWarnings("NullAway.Init") // set before anything runs
    public GgmlType type;

    /** Input vectors: 1 is decode. */
    @Param({"1", "256"})
    public int inputs;

    private final Arena arena = Arena.ofShared();
    private final TilePool tiles = new TilePool();
    private final Workers workers = new Workers(Runtime.getRuntime().availableProcessors());

    @SuppressWarnings("NullAway.Init") // set before anything runs
    private Matrix matrix;

    private float[] in = {};
    private float[] out = {};

    /** Rates beside the number of products. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Rates {
        /** Weights read. */
        public double gigabytes;

        /** Multiplications and additions. */
        public double gigaflops;

        /** Begins to count. */
        @Setup(Level.Iteration)
        public void reset() {
            gigabytes = 0;
            gigaflops = 0;
        }
    }

    /** Makes weights of which no scale is infinite or subnormal, whichever bytes are scales. */
    @Setup
    public void fill() {
        MemorySegment data = arena.allocate(type.bytes((long) ROWS * COLUMNS), 64);
        Random random = new Random(1);
        for (long at = 0; at < data.byteSize(); at++) {
            data.set(ValueLayout.JAVA_BYTE, at, (byte) ((random.nextInt(256) & 0xBF) | 0x10));
        }
        matrix = Kernels.best(System.err::println).matrix("w", type, ROWS, COLUMNS, data, tiles);
        in = RandomFloats.of(COLUMNS * inputs, 1);
        out = new float[ROWS * inputs];
    }

    /** Lets the memory and the threads go. */
    @TearDown
    public void close() {
        workers.close();
        tiles.close();
        arena.close();
    }

    /** One product. */
    @Benchmark
    public float[] multiply(Rates rates) {
        matrix.multiply(in, inputs, out, workers);
        rates.gigabytes += type.bytes((long) ROWS * COLUMNS) / 1e9;
        rates.gigaflops += 2.0 * ROWS * COLUMNS * inputs / 1e9;
        return out;
    }
}
