package org.ponder.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;
import org.ponder.engine.gguf.GgmlType;

/** Kernels with the vectors of this machine. */
final class VectorKernels implements Kernels {
    private static final Kernels PLAIN = new ScalarKernels();

    private final ScratchPool pool = new ScratchPool();
    private final ArrayDeque<MultiplyJob> jobs = new ArrayDeque<>();
    private final ArrayDeque<VectorAttention> attentions = new ArrayDeque<>();

    /** Whether plain loops compute, since Java has not compiled the vectors. */
    private volatile boolean plain;

    VectorKernels() {
        this(false);
    }

    /**
     * @param plainAtFirst as {@link Kernels#plainAtFirst}
     */
    VectorKernels(boolean plainAtFirst) {
        plain = plainAtFirst;
    }

    @Override
    public void compiled() {
        plain = false;
    }

    @Override
    public String description() {
        return "vectors of " + vectorBits() + " bits";
    }

    @Override
    public int vectorBits() {
        return Lanes.FLOATS.vectorBitSize();
    }

    @Override
    public Matrix matrix(
            String name, GgmlType type, int rows, int columns, MemorySegment data, TilePool tiles) {
        MatrixChecks.requireTensor(name, type, rows, columns, data);
        TileFormat format = formatOf(type, columns);
        return format == null
                ? new RowMatrix(this, name, type, rows, columns, data)
                : new TileMatrix(this, name, type, rows, columns, data, format, tiles);
    }

    /** How a type's rows are rearranged; null where they stay as they are. */
    private static @Nullable TileFormat formatOf(GgmlType type, int columns) {
        return switch (type) {
            case Q4_0 -> columns % NibbleGroups.COLUMNS == 0 ? new Q40Tiles() : null;
            case Q5_0 -> new Q50Tiles();
            case Q8_0 -> new Q80Tiles();
            case Q4_K -> new Q4KTiles();
            case Q5_K -> new Q5KTiles();
            case Q6_K -> new Q6KTiles();
            default -> null;
        };
    }

    void multiply(VectorMatrix matrix, float[] in, int count, float[] out, Workers workers) {
        MatrixChecks.requireRoom(matrix, in, count, out);
        if (count == 0) {
            return;
        }
        if (plain) {
            ScalarMatrix.multiply(matrix, in, count, out, workers);
            return;
        }
        MultiplyJob job = takeJob();
        job.begin(in, matrix.columns(), count);
        job.add(matrix, out);
        job.run(workers);
        giveBack(job);
    }

    @Override
    public void multiply(
            Matrix[] matrices, float[] in, int count, float[][] outs, Workers workers) {
        for (int i = 0; i < matrices.length; i++) {
            MatrixChecks.requireRoom(matrices[i], in, count, outs[i]);
            if (matrices[i].columns() != matrices[0].columns()) {
                throw new IllegalArgumentException(
                        "Matrices of "
                                + matrices[0].columns()
                                + " and "
                                + matrices[i].columns()
                                + " columns cannot share their inputs.");
            }
        }
        if (count == 0 || matrices.length == 0) {
            return;
        }
        if (plain) {
            PLAIN.multiply(matrices, in, count, outs, workers);
            return;
        }
        MultiplyJob job = takeJob();
        job.begin(in, matrices[0].columns(), count);
        for (int i = 0; i < matrices.length; i++) {
            if (job.isFull()) {
                job.run(workers);
                job.begin(in, matrices[0].columns(), count);
            }
            job.add((VectorMatrix) matrices[i], outs[i]);
        }
        job.run(workers);
        giveBack(job);
    }

    private MultiplyJob takeJob() {
        synchronized (jobs) {
            MultiplyJob found = jobs.poll();
            return found == null ? new MultiplyJob(pool) : found;
        }
    }

    private void giveBack(MultiplyJob job) {
        synchronized (jobs) {
            jobs.push(job);
        }
    }

    @Override
    public void attend(
            Heads heads,
            float[] query,
            int position,
            int count,
            KvStore keys,
            KvStore values,
            float[] out,
            Workers workers) {
        if (plain) {
            PLAIN.attend(heads, query, position, count, keys, values, out, workers);
            return;
        }
        VectorAttention attention = takeAttention();
        attention.run(
                heads,
                query,
                position,
                count,
                (PagedKvStore) keys,
                (PagedKvStore) values,
                out,
                workers);
        synchronized (attentions) {
            attentions.push(attention);
        }
    }

    private VectorAttention takeAttention() {
        synchronized (attentions) {
            VectorAttention found = attentions.poll();
            return found == null ? new VectorAttention(pool) : found;
        }
    }

    @Override
    public void addScaled(float[] y, int yo, float[] x, int xo, float scale, int n) {
        if (plain) {
            PLAIN.addScaled(y, yo, x, xo, scale, n);
        } else {
            VectorMath.addScaled(y, yo, x, xo, scale, n);
        }
    }

    @Override
    public void rmsNorm(
            float[] out, int oo, float[] x, int xo, float[] weight, int n, float epsilon) {
        if (plain) {
            PLAIN.rmsNorm(out, oo, x, xo, weight, n, epsilon);
        } else {
            VectorMath.rmsNorm(out, oo, x, xo, weight, n, epsilon);
        }
    }

    @Override
    public void swiglu(float[] gate, int go, float[] up, int uo, int n) {
        if (plain) {
            PLAIN.swiglu(gate, go, up, uo, n);
        } else {
            VectorMath.swiglu(gate, go, up, uo, n);
        }
    }
}
