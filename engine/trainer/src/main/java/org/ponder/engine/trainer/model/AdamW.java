package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), on the gradients' scaled norm; if
 * wanted with {@link Muon} for the matrices between embedding and output.
 */
public final class AdamW implements AutoCloseable {
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.95f;
    private static final float EPSILON = 1e-8f;
    private static final float DECAY = 0.05f;

    private final Net net;
    private final boolean muon;
    private final NDManager manager;
    private final Map<String, NDArray> means = new LinkedHashMap<>();
    private final Map<String, NDArray> squares = new LinkedHashMap<>();
    private int steps;

    /**
     * Starts without memory of earlier gradients.
     *
     * @param muon whether Muon changes the matrices between embedding and output
     */
    public AdamW(Net net, boolean muon) {
        this.net = net;
        this.muon = muon;
        manager = NDManager.newBaseManager();
        for (ModelShape.Parameter parameter : net.shape().parameters()) {
            NDArray array = net.parameter(parameter.name());
            means.put(parameter.name(), manager.zeros(array.getShape()));
            squares.put(parameter.name(), manager.zeros(array.getShape()));
        }
    }

    /** Goes on from an earlier state. */
    public AdamW(Net net, boolean muon, State state) {
        this(net, muon);
        steps = state.steps();
        means.forEach((name, array) -> array.set(state.means().of(name)));
        squares.forEach((name, array) -> array.set(state.squares().of(name)));
    }

    /** What the optimizer remembers between steps. */
    public record State(int steps, ModelWeights means, ModelWeights squares) {}

    /** A copy of what it remembers now. */
    public State state() {
        return new State(steps, copy(means), copy(squares));
    }

    private ModelWeights copy(Map<String, NDArray> arrays) {
        ModelWeights copy = new ModelWeights(net.shape());
        arrays.forEach((name, array) -> {
            float[] target = copy.of(name);
            System.arraycopy(array.toFloatArray(), 0, target, 0, target.length);
        });
        return copy;
    }

    /**
     * Changes the weights by their gradients, and clears those.
     *
     * @param rate of learning
     * @param largestNorm to which longer gradients are scaled down
     * @return the gradients' norm before that
     */
    public double step(double rate, double largestNorm) {
        steps++;
        double norm = gradientNorm();
        if (!Double.isFinite(norm)) {
            throw new ArithmeticException(
                    "The gradients are no longer numbers at optimizer step "
                            + steps
                            + ". The same command goes on from the last checkpoint; where this comes"
                            + " again, begin in another --folder with another --seed.");
        }
        float scale = (float) Math.min(1, largestNorm / (norm + 1e-12));
        double corrected =
                rate * Math.sqrt(1 - Math.pow(BETA2, steps)) / (1 - Math.pow(BETA1, steps));
        for (ModelShape.Parameter parameter : net.shape().parameters()) {
            NDArray weight = net.parameter(parameter.name());
            try (NDManager arrays = manager.newSubManager();
                    NDArray gradient = weight.getGradient()) {
                if (muon && parameter.between()) {
                    NDArray momentum = Objects.requireNonNull(means.get(parameter.name()));
                    Muon.step(weight, gradient, momentum, parameter.parts(), rate, scale, arrays);
                } else {
                    adam(parameter, weight, gradient, new Rates(rate, corrected, scale));
                }
                gradient.muli(0);
            }
        }
        return norm;
    }

    /**
     * The rate as it is, the rate corrected for the moments' start at 0, and the gradients' scale.
     */
    private record Rates(double rate, double corrected, float scale) {}

    private void adam(
            ModelShape.Parameter parameter, NDArray weight, NDArray gradient, Rates rates) {
        NDList inputs =
                new NDList(
                        weight,
                        gradient,
                        means.get(parameter.name()),
                        squares.get(parameter.name()));
        weight.getNDArrayInternal()
                .adamUpdate(
                        inputs,
                        new NDList(weight),
                        (float) rates.rate(),
                        (float) rates.corrected(),
                        parameter.matrix() ? DECAY : 0,
                        rates.scale(),
                        -1,
                        BETA1,
                        BETA2,
                        EPSILON,
                        false,
                        true);
    }

    private double gradientNorm() {
        try (NDManager arrays = manager.newSubManager()) {
            NDList squared = new NDList();
            for (ModelShape.Parameter parameter : net.shape().parameters()) {
                NDArray gradient = net.parameter(parameter.name()).getGradient();
                gradient.attach(arrays);
                squared.add(gradient.square().sum());
            }
            double sum = 0;
            for (NDArray part : squared) {
                sum += part.getFloat();
            }
            return Math.sqrt(sum);
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
