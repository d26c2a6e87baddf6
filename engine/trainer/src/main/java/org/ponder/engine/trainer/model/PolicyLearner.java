package org.ponder.engine.trainer.model;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.List;

/**
 * Group relative policy optimization (Shao et al. 2024, DeepSeekMath; DeepSeek-AI 2025, R1): the
 * clipped ratio of new to old policy times the advantage, less a penalty on the distance from the
 * reference; no critic.
 */
public final class PolicyLearner implements AutoCloseable {
    private static final double LARGEST_NORM = 1;

    /**
     * How boldly is learned.
     *
     * @param clip how far the ratio may leave 1 and still be followed (ε)
     * @param penalty of the distance from the reference (β)
     * @param rounds steps of the optimizer on each set of replies
     */
    public record Settings(double clip, double penalty, int rounds) {}

    /**
     * What a step did.
     *
     * @param divergence mean KL from the reference per token, in nats
     * @param clipped share of tokens whose ratio was outside the clip
     */
    public record Outcome(double divergence, double clipped) {}

    private final Net net;
    private final AdamW optimizer;
    private final Net reference;
    private final Settings settings;

    /** Starts at a policy, which is also the reference. */
    public PolicyLearner(ModelWeights reference, Settings settings) {
        this.net = new Net(reference, true);
        this.optimizer = new AdamW(net);
        this.reference = new Net(reference, false);
        this.settings = settings;
    }

    /** Goes on where a checkpoint left off. */
    public PolicyLearner(Checkpoint checkpoint, ModelWeights reference, Settings settings) {
        this.net = new Net(checkpoint.weights(), true);
        this.optimizer = new AdamW(net, checkpoint.optimizer());
        this.reference = new Net(reference, false);
        this.settings = settings;
    }

    /** Learns from the replies that the present policy gave. */
    public Outcome step(List<PolicyBatch> batches, double rate) {
        double replies = batches.stream().mapToInt(b -> b.batch().rows()).sum();
        List<float[]> old = new ArrayList<>();
        List<float[]> anchored = new ArrayList<>();
        for (PolicyBatch batch : batches) {
            old.add(frozen(net, batch.batch()));
            anchored.add(frozen(reference, batch.batch()));
        }
        double divergence = 0;
        double outside = 0;
        for (int round = 0; round < settings.rounds(); round++) {
            divergence = 0;
            outside = 0;
            for (int i = 0; i < batches.size(); i++) {
                PolicyBatch batch = batches.get(i);
                try (NDManager arrays = NDManager.newBaseManager();
                        GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
                    Shape shape = new Shape(batch.batch().rows(), batch.batch().length());
                    NDArray weights = Learner.matrix(batch.batch().weights(), -1 / replies, arrays);
                    NDArray penalty = arrays.create((float) settings.penalty());
                    NDArray now = net.targetLogProbabilities(batch.batch(), arrays);
                    NDArray before = arrays.create(old.get(i), shape);
                    NDArray anchor = arrays.create(anchored.get(i), shape);
                    NDArray advantages =
                            arrays.create(batch.advantages(), new Shape(batch.batch().rows(), 1));
                    NDArray ratio = now.sub(before).exp();
                    NDArray held = ratio.clip(1 - settings.clip(), 1 + settings.clip());
                    NDArray gain = ratio.mul(advantages).minimum(held.mul(advantages));
                    // Schulman's estimate of the divergence: unbiased, and never below 0.
                    NDArray ahead = anchor.sub(now);
                    NDArray distance = ahead.exp().sub(ahead).sub(1);
                    NDArray loss = gain.sub(distance.mul(penalty)).mul(weights).sum();
                    gradients.backward(loss);
                    divergence -= distance.mul(weights).sum().getFloat();
                    NDArray cut = ratio.neq(held).toType(weights.getDataType(), true);
                    outside -= cut.mul(weights).sum().getFloat();
                }
            }
            optimizer.step(rate, LARGEST_NORM);
        }
        return new Outcome(divergence, outside);
    }

    private static float[] frozen(Net net, Batch batch) {
        try (NDManager arrays = NDManager.newBaseManager()) {
            return net.targetLogProbabilities(batch, arrays).toFloatArray();
        }
    }

    /** The policy as it is now. */
    public ModelWeights weights() {
        return net.weights();
    }

    /** Where it stands. */
    public Checkpoint checkpoint(int step) {
        return new Checkpoint(step, net.weights(), optimizer.state());
    }

    @Override
    public void close() {
        optimizer.close();
        net.close();
        reference.close();
    }
}
