package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;

/** A model that learns from batches: its net, its optimizer, and one step of both. */
public final class Learner implements AutoCloseable {
    private static final double LARGEST_NORM = 1;

    private final Net net;
    private final AdamW optimizer;
    private final Gradients gradients;

    /** Starts from weights. */
    public Learner(ModelWeights weights) {
        net = new Net(weights, true);
        optimizer = new AdamW(net, true);
        gradients = new Gradients(net);
    }

    /** Goes on where a checkpoint left off. */
    public Learner(Checkpoint checkpoint) {
        net = new Net(checkpoint.weights(), true);
        optimizer = new AdamW(net, true, checkpoint.optimizer());
        gradients = new Gradients(net);
    }

    /**
     * Learns from the batches of one step: their targets become likelier.
     *
     * @return the mean loss of a target, in nats
     */
    public double step(List<Batch> batches, double rate) {
        double total = batches.stream().mapToDouble(Batch::weight).sum();
        double loss =
                gradients.add(
                        batches,
                        (one, batch, arrays) ->
                                one.targetLogProbabilities(batch, arrays)
                                        .mul(matrix(batch.weights(), -1 / total, arrays))
                                        .sum());
        optimizer.step(rate, LARGEST_NORM);
        return loss;
    }

    /** The model as it is now. */
    public ModelWeights weights() {
        return net.weights();
    }

    /** Where it stands. */
    public Checkpoint checkpoint(int step) {
        return new Checkpoint(step, net.weights(), optimizer.state());
    }

    /** Rows as an array, times a factor. */
    static NDArray matrix(float[][] rows, double factor, NDManager arrays) {
        int length = rows[0].length;
        float[] flat = new float[rows.length * length];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * length, length);
        }
        for (int i = 0; i < flat.length; i++) {
            flat[i] *= (float) factor;
        }
        return arrays.create(flat, new Shape(rows.length, length));
    }

    @Override
    public void close() {
        gradients.close();
        optimizer.close();
        net.close();
    }
}
