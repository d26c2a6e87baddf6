package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Muon (Jordan et al. 2024), for the matrices between embedding and output: each step goes along
 * the momentum with all its singular values made equal, so that rare directions are learned as fast
 * as common ones. Scaled as in Liu et al. 2025 ("Muon is scalable for LLM training"), so that rate
 * and decay mean what they mean to AdamW.
 */
final class Muon {
    private static final float MOMENTUM = 0.95f;
    private static final float DECAY = 0.02f;
    private static final int ITERATIONS = 5;

    /** The odd polynomial whose iteration brings all singular values near 1. */
    private static final float A = 3.4445f;

    private static final float B = -4.7750f;
    private static final float C = 2.0315f;

    /** Size of a step's mean entry, that of AdamW's. */
    private static final double LIKE_ADAM = 0.2;

    private static final float NOT_ZERO = 1e-7f;

    private Muon() {}

    /**
     * Changes a weight.
     *
     * @param weight [parts · rows, columns]
     * @param gradient of the same shape
     * @param momentum of the same shape; changed
     * @param parts matrices that lie below each other in the weight, each made orthogonal by itself
     * @param rate of learning
     * @param scale of the gradient
     * @param arrays owns everything computed on the way
     */
    static void step(
            NDArray weight,
            NDArray gradient,
            NDArray momentum,
            int parts,
            double rate,
            float scale,
            NDManager arrays) {
        NDArray scaled = mine(gradient.mul(scale), arrays);
        momentum.muli(MOMENTUM).addi(scaled);
        NDArray ahead = scaled.addi(mine(momentum.mul(MOMENTUM), arrays));
        long rows = weight.getShape().get(0) / parts;
        long columns = weight.getShape().get(1);
        NDArray straight =
                orthogonal(mine(ahead.reshape(new Shape(parts, rows, columns)), arrays), arrays);
        NDArray direction = mine(straight.reshape(weight.getShape()), arrays);
        double size = LIKE_ADAM * Math.sqrt((double) Math.max(rows, columns));
        weight.getNDArrayInternal()
                .sgdUpdate(
                        new NDList(weight, direction),
                        new NDList(weight),
                        (float) (rate * size),
                        (float) (DECAY / size),
                        1,
                        -1,
                        0,
                        false);
    }

    /**
     * The nearest matrix with equal singular values, by Newton and Schulz's iteration; about, since
     * they come out between 0.7 and 1.2.
     *
     * @param matrices [n, rows, columns]
     */
    static NDArray orthogonal(NDArray matrices, NDManager arrays) {
        boolean tall = matrices.getShape().get(1) > matrices.getShape().get(2);
        NDArray x = tall ? mine(matrices.transpose(0, 2, 1), arrays) : matrices;
        NDArray squares = mine(x.square(), arrays);
        NDArray norms = mine(squares.sum(new int[] {1, 2}, true), arrays).sqrt();
        x = mine(x.div(mine(norms, arrays).addi(NOT_ZERO)), arrays);
        for (int i = 0; i < ITERATIONS; i++) {
            NDArray gram = mine(x.matMul(mine(x.transpose(0, 2, 1), arrays)), arrays);
            NDArray mix = mine(gram.matMul(gram), arrays).muli(C).addi(mine(gram.mul(B), arrays));
            x = mine(mix.matMul(x), arrays).addi(mine(x.mul(A), arrays));
        }
        return tall ? mine(x.transpose(0, 2, 1), arrays) : x;
    }

    private static NDArray mine(NDArray array, NDManager arrays) {
        array.attach(arrays);
        return array;
    }
}
