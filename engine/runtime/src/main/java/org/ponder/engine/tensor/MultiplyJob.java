package org.ponder.engine.tensor;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * One hand-off to the workers: the rows of one or several matrices in chunks. Kept and used again,
 * so that decoding allocates nothing.
 */
final class MultiplyJob implements IntConsumer {
    /** Below so many multiply-adds a task costs less than waking a thread. */
    private static final long LEAST_WORK = 1 << 16;

    /** Tasks for each thread: what a slow or busy core leaves, the others take. */
    private static final int TASKS_PER_THREAD = 12;

    private static final int MOST_MATRICES = 16;

    private final Inputs in = new Inputs();
    private final ScratchPool pool;
    private final VectorMatrix[] matrices = new VectorMatrix[MOST_MATRICES];
    private final float[][] outs = new float[MOST_MATRICES][];

    /** For each matrix the number of its first task. */
    private final int[] firstTask = new int[MOST_MATRICES + 1];

    private final int[] chunk = new int[MOST_MATRICES];
    private int used;

    MultiplyJob(ScratchPool pool) {
        this.pool = pool;
    }

    void begin(float[] values, int columns, int count) {
        in.set(values, columns, count);
        used = 0;
    }

    boolean isFull() {
        return used == MOST_MATRICES;
    }

    void add(VectorMatrix matrix, float[] out) {
        matrices[used] = matrix;
        outs[used] = out;
        used++;
    }

    void run(Workers workers) {
        long work = 0;
        for (int i = 0; i < used; i++) {
            matrices[i].prepare(workers, in);
            work += (long) matrices[i].rows() * in.columns() * in.count();
        }
        long each = Math.max(LEAST_WORK, work / ((long) workers.threads() * TASKS_PER_THREAD));
        int tasks = 0;
        for (int i = 0; i < used; i++) {
            chunk[i] = chunk(matrices[i].rows(), each);
            firstTask[i] = tasks;
            tasks += (matrices[i].rows() + chunk[i] - 1) / chunk[i];
        }
        firstTask[used] = tasks;
        if (work <= LEAST_WORK) {
            for (int task = 0; task < tasks; task++) {
                accept(task);
            }
        } else {
            workers.run(tasks, this);
        }
        in.clear();
        // A model or conversation that is over must not be kept.
        Arrays.fill(matrices, 0, used, null);
        Arrays.fill(outs, 0, used, null);
    }

    /** Rows of one task: whole panels, and not so many inputs' outputs that caches overflow. */
    private int chunk(int rows, long each) {
        long perRow = (long) in.columns() * in.count();
        long wanted = Math.clamp(each / perRow, 1, rows);
        long panels = (wanted + Lanes.ROWS - 1) / Lanes.ROWS;
        if (in.count() > 1) {
            // Kernels in 16 bits take two at a time.
            panels += panels % 2;
            panels = Math.min(panels, Math.max(1, PanelMultiply.TASK_ROWS / Lanes.ROWS));
        }
        return (int) panels * Lanes.ROWS;
    }

    @Override
    public void accept(int task) {
        int i = 0;
        while (task >= firstTask[i + 1]) {
            i++;
        }
        int from = (task - firstTask[i]) * chunk[i];
        int to = Math.min(matrices[i].rows(), from + chunk[i]);
        Scratch scratch = pool.take();
        try {
            matrices[i].multiplyRows(from, to, in, outs[i], scratch);
        } finally {
            pool.giveBack(scratch);
        }
    }
}
