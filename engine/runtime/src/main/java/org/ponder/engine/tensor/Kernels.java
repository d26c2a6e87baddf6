package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import org.ponder.engine.gguf.GgmlType;

/**
 * The arithmetic of a transformer, in one implementation: scalar or with vectors. Any thread may
 * use it.
 */
public interface Kernels {
    /** The implementation and its vector width, for people. */
    String description();

    /** Bits of a vector; 0 where there are no vectors. */
    default int vectorBits() {
        return 0;
    }

    /**
     * A matrix over a tensor's bytes, row after row.
     *
     * @param name the tensor's name, for messages
     * @param data the tensor's bytes, which must stay alive as long as the matrix is used
     * @param tiles where rearranged weights are kept; must stay open as long
     * @throws IllegalArgumentException if the type has no kernel, a row does not fill whole blocks
     *     or the bytes are too few
     */
    Matrix matrix(
            String name, GgmlType type, int rows, int columns, MemorySegment data, TilePool tiles);

    /**
     * Multiplies the same input vectors by several matrices, such as query, key and value
     * projections, with one hand-off to the workers. As {@link Matrix#multiply} for each.
     *
     * @param matrices made by this object, all with the same number of columns
     * @param outs for each matrix its output
     */
    void multiply(Matrix[] matrices, float[] in, int count, float[][] outs, Workers workers);

    /**
     * A cache for the keys of {@code capacity} positions, laid out for comparing them with queries;
     * memory grows with use.
     *
     * @param heads key heads
     * @param width floats of one head
     */
    default KvStore keyStore(KvType type, int capacity, int heads, int width) {
        return PagedKvStore.of(type, capacity, heads, width, true);
    }

    /**
     * A cache for the values of {@code capacity} positions; it may serve as the keys' too, where
     * values are the first part of keys.
     *
     * @param heads value heads
     * @param width floats of one head
     */
    default KvStore valueStore(KvType type, int capacity, int heads, int width) {
        return PagedKvStore.of(type, capacity, heads, width, false);
    }

    /**
     * Causal attention of {@code count} new positions, the first of them at {@code position}, whose
     * keys and values are already stored. A query at position p sees positions 0 to p, or as many
     * of the last ones as the heads see.
     *
     * @param query {@code [count][heads][keyWidth]}
     * @param out {@code [count][heads][valueWidth]}
     */
    void attend(
            Heads heads,
            float[] query,
            int position,
            int count,
            KvStore keys,
            KvStore values,
            float[] out,
            Workers workers);

    /** {@code y[yo + i] += scale * x[xo + i]} for i below n. */
    void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n);

    /** {@code out[i] = weight[i] * x[i] / sqrt(mean(x^2) + epsilon)}; out may be x. */
    void rmsNorm(float[] out, int oo, float[] x, int xo, float[] weight, int n, float epsilon);

    /** {@code gate = silu(gate) * up}, element by element. */
    void swiglu(float[] gate, int go, float[] up, int uo, int n);

    /**
     * Says that Java has compiled these kernels, which {@link #plainAtFirst} waits for; others do
     * not care. Any thread may say so, also while others compute.
     */
    default void compiled() {}

    /** Plain loops: the reference, and the fallback where there is no vector module. */
    static Kernels scalar() {
        return new ScalarKernels();
    }

    /**
     * The fastest kernels that run here.
     *
     * @param notice receives one sentence where that is not the vector implementation
     */
    static Kernels best(Consumer<String> notice) {
        return KernelsProvider.best(notice, false);
    }

    /**
     * As {@link #best}, but computing in plain loops until {@link #compiled}. Java runs these at a
     * usable speed at once, but vectors only when its compiler has come to them: until then each
     * instruction is a call that makes an object. Worth it for models so small that a reply does
     * not take the compiler's time. Results differ in rounding before and after.
     */
    static Kernels plainAtFirst(Consumer<String> notice) {
        return KernelsProvider.best(notice, true);
    }
}
