package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

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
     */
    public record Settings(double clip, double penalty) {}

    /**
     * What a step did.
     *
     * @param divergence mean KL from the reference per token, in nats
     * @param clipped share of tokens whose ratio was outside the clip
     */
    public record Outcome(double divergence, double clipped) {}

    private final Net net;
    private final AdamW optimizer;
    private final Gradients gradients;
    private final Net reference;
    private final Settings settings;

    /** Starts at a policy, which is also the reference. */
    public PolicyLearner(ModelWeights reference, Settings settings) {
        this.net = new Net(reference, true);
        this.optimizer = new AdamW(net, false);
        this.reference = new Net(reference, false);
        this.gradients = new Gradients(net);
        this.settings = settings;
    }

    /** Goes on where a checkpoint left off. */
    public PolicyLearner(Checkpoint checkpoint, ModelWeights reference, Settings settings) {
        this.net = new Net(checkpoint.weights(), true);
        this.optimizer = new AdamW(net, false, checkpoint.optimizer());
        this.reference = new Net(reference, false);
        this.gradients = new Gradients(net);
        this.settings = settings;
    }

    /**
     * Learns from the replies that the present policy gave, in parts as R1 did: each reply is read
     * once, and each part is a step of the optimizer. From the second part on the policy is no
     * longer the one that gave the replies.
     */
    public Outcome step(List<List<PolicyBatch>> parts, double rate) {
        List<List<Turn>> turns = new ArrayList<>();
        for (List<PolicyBatch> part : parts) {
            boolean first = turns.isEmpty(); // which is learned by the policy as it is now
            turns.add(gradients.each(part, policy -> turn(policy, first)));
        }
        DoubleAdder divergence = new DoubleAdder();
        DoubleAdder outside = new DoubleAdder();
        for (List<Turn> part : turns) {
            double tokens = part.stream().mapToDouble(t -> t.policy().batch().weight()).sum();
            gradients.add(
                    part,
                    (one, turn, arrays) -> loss(one, turn, tokens, arrays, divergence, outside));
            optimizer.step(rate, LARGEST_NORM);
        }
        int count = Math.max(1, parts.size());
        return new Outcome(divergence.sum() / count, outside.sum() / count);
    }

    /**
     * A batch with each target's log-probability under the old policy and the reference.
     *
     * @param old null where it is the policy that learns
     */
    @SuppressWarnings("ArrayRecordComponent") // Only passed on, never compared or changed.
    private record Turn(PolicyBatch policy, float @Nullable [] old, float[] anchored) {}

    private Turn turn(PolicyBatch policy, boolean present) {
        float[] old = present ? null : frozen(net, policy.batch());
        return new Turn(policy, old, frozen(reference, policy.batch()));
    }

    private NDArray loss(
            Net one,
            Turn turn,
            double tokens,
            NDManager arrays,
            DoubleAdder divergence,
            DoubleAdder outside) {
        Batch batch = turn.policy().batch();
        Shape shape = new Shape(batch.rows(), batch.length());
        NDArray weights = Learner.matrix(batch.weights(), -1 / tokens, arrays);
        NDArray penalty = arrays.create((float) settings.penalty());
        NDArray now = one.targetLogProbabilities(batch, arrays);
        float[] old = turn.old();
        NDArray before = old == null ? now.stopGradient() : arrays.create(old, shape);
        NDArray anchor = arrays.create(turn.anchored(), shape);
        NDArray advantages = arrays.create(turn.policy().advantages(), new Shape(batch.rows(), 1));
        NDArray ratio = now.sub(before).exp();
        NDArray held = ratio.clip(1 - settings.clip(), 1 + settings.clip());
        NDArray gain = ratio.mul(advantages).minimum(held.mul(advantages));
        // Schulman's estimate of the divergence: unbiased, and never below 0.
        NDArray ahead = anchor.sub(now);
        NDArray distance = ahead.exp().sub(ahead).sub(1);
        divergence.add(-distance.mul(weights).sum().getFloat());
        NDArray cut = ratio.neq(held).toType(weights.getDataType(), true);
        outside.add(-cut.mul(weights).sum().getFloat());
        return gain.sub(distance.mul(penalty)).mul(weights).sum();
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
        gradients.close();
        optimizer.close();
        net.close();
        reference.close();
    }
}
