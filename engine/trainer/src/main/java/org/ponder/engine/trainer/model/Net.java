package org.ponder.engine.trainer.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The forward pass of Qwen 2 (Yang et al. 2024) in DJL, which keeps what its gradient needs: norm,
 * attention with rotary positions, norm, SwiGLU, and an output that shares the embedding's weights.
 *
 * <p>In shapes, b is rows of a batch, t tokens in a row, w the width, h heads, d their width.
 */
public final class Net implements AutoCloseable {
    private static final int LAST = -1;
    private static final long QUERIES_AT_ONCE = 128;

    private final ModelShape shape;
    private final NDManager manager;
    private final Map<String, NDArray> parameters = new LinkedHashMap<>();
    private final RotaryTable rotary;

    /**
     * @param weights to start from; copied
     * @param trainable whether gradients are wanted
     */
    public Net(ModelWeights weights, boolean trainable) {
        shape = weights.shape();
        manager = NDManager.newBaseManager();
        rotary = new RotaryTable(shape);
        for (ModelShape.Parameter parameter : shape.parameters()) {
            Shape form =
                    parameter.matrix()
                            ? new Shape(parameter.rows(), parameter.columns())
                            : new Shape(parameter.columns());
            NDArray array = manager.create(weights.of(parameter.name()), form);
            array.setRequiresGradient(trainable);
            parameters.put(parameter.name(), array);
        }
    }

    private Net(Net other) {
        shape = other.shape;
        manager = NDManager.newBaseManager();
        rotary = other.rotary;
        other.parameters.forEach((name, array) -> {
            NDArray same = array.stopGradient();
            same.attach(manager);
            same.setRequiresGradient(true);
            parameters.put(name, same);
        });
    }

    /** A net with the same weights in the same memory, and gradients of its own. */
    Net sharing() {
        return new Net(this);
    }

    /** Adds another net's gradients to these and clears them. */
    void takeGradients(Net other) {
        parameters.forEach((name, array) -> {
            try (NDArray mine = array.getGradient();
                    NDArray theirs = other.parameter(name).getGradient()) {
                mine.addi(theirs);
                theirs.muli(0);
            }
        });
    }

    public ModelShape shape() {
        return shape;
    }

    /** The weights as they are now. */
    public ModelWeights weights() {
        ModelWeights copy = new ModelWeights(shape);
        parameters.forEach((name, array) -> {
            float[] target = copy.of(name);
            System.arraycopy(array.toFloatArray(), 0, target, 0, target.length);
        });
        return copy;
    }

    NDArray parameter(String name) {
        NDArray found = parameters.get(name);
        if (found == null) {
            throw new IllegalArgumentException("The model has no parameter " + name + ".");
        }
        return found;
    }

    /**
     * Log-probabilities of each target of a batch.
     *
     * @param arrays owns everything computed on the way
     * @return [b, t]
     */
    NDArray targetLogProbabilities(Batch batch, NDManager arrays) {
        int rows = batch.rows();
        int length = batch.length();
        NDArray logits = logits(batch, arrays);
        long[] targets = new long[rows * length];
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < length; t++) {
                targets[r * length + t] = batch.ids()[r][t + 1];
            }
        }
        NDArray wanted = arrays.create(targets, new Shape(rows, length, 1));
        return logits.logSoftmax(LAST).gather(wanted, 2).squeeze(LAST);
    }

    /**
     * The logits after each token of a batch.
     *
     * @return [b, t, vocabulary]
     */
    NDArray logits(Batch batch, NDManager arrays) {
        int rows = batch.rows();
        int length = batch.length();
        long[] ids = new long[rows * length];
        for (int r = 0; r < rows; r++) {
            for (int t = 0; t < length; t++) {
                ids[r * length + t] = batch.ids()[r][t];
            }
        }
        NDArray read = arrays.create(ids, new Shape(rows, length));
        NDArray cos = rotary.cos(batch.positions(), arrays);
        NDArray sin = rotary.sin(batch.positions(), arrays);
        Tables tables = new Tables(cos, sin, causal(length, arrays), scale(arrays));

        NDArray embedding = parameter("token_embd.weight");
        NDArray x =
                read.getNDArrayInternal()
                        .embedding(read, embedding, SparseFormat.DENSE)
                        .singletonOrThrow();
        for (int i = 0; i < shape.layers(); i++) {
            String prefix = "blk." + i + ".";
            x = x.add(attention(norm(x, prefix + "attn_norm"), prefix, tables));
            x = x.add(feedForward(norm(x, prefix + "ffn_norm"), prefix));
        }
        return multiply(norm(x, "output_norm"), embedding);
    }

    /**
     * What every layer needs beside its weights. The scale is an array and not a Java number: DJL
     * frees the array it makes of a number at once, while the gradient still reads it.
     */
    private record Tables(NDArray cos, NDArray sin, NDArray mask, NDArray scale) {}

    private NDArray scale(NDManager arrays) {
        return arrays.create((float) (1 / Math.sqrt(shape.headWidth())));
    }

    /** [b, t, w] to [b, t, w]. */
    private NDArray attention(NDArray x, String prefix, Tables tables) {
        long rows = x.getShape().get(0);
        long length = x.getShape().get(1);
        int heads = shape.heads();
        int wide = shape.headWidth();
        NDArray all =
                x.getNDArrayInternal()
                        .linear(
                                x,
                                parameter(prefix + "attn_qkv.weight"),
                                parameter(prefix + "attn_qkv.bias"))
                        .singletonOrThrow()
                        .reshape(rows, length, 3L * heads, wide)
                        .transpose(0, 2, 1, 3); // [b, 3h, t, d]
        NDList parts = all.split(new long[] {2L * heads}, 1);
        NDList turned = rotate(parts.get(0), tables).split(new long[] {heads}, 1);
        NDArray mixed =
                mix(turned.get(0).mul(tables.scale()), turned.get(1), parts.get(1), tables.mask())
                        .transpose(0, 2, 1, 3)
                        .reshape(rows, length, shape.width());
        return multiply(mixed, parameter(prefix + "attn_output.weight"));
    }

    /**
     * Values mixed by how well queries and keys agree, each query reading up to its own place: [b,
     * h, t, d]. Queries go in groups, so that what lies after a group costs nothing and its scores
     * stay in the processor's cache.
     */
    private static NDArray mix(NDArray queries, NDArray keys, NDArray values, NDArray mask) {
        long length = queries.getShape().get(2);
        NDList groups = new NDList();
        for (long from = 0; from < length; from += QUERIES_AT_ONCE) {
            long to = Math.min(length, from + QUERIES_AT_ONCE);
            NDArray scores =
                    queries.get(":, :, {}:{}", from, to)
                            .matMul(keys.get(":, :, :{}", to).transpose(0, 1, 3, 2))
                            .add(mask.get("{}:{}, :{}", from, to, to)); // [b, h, to - from, to]
            groups.add(scores.softmax(LAST).matMul(values.get(":, :, :{}", to)));
        }
        return groups.size() == 1 ? groups.getFirst() : NDArrays.concat(groups, 2);
    }

    /** Rotates pairs that lie half a head apart: [b, n, t, d]. */
    private NDArray rotate(NDArray x, Tables tables) {
        NDList halves = x.split(new long[] {shape.headWidth() / 2}, 3);
        NDArray crossed = halves.get(1).neg().concat(halves.get(0), LAST);
        return x.mul(tables.cos()).add(crossed.mul(tables.sin()));
    }

    private NDArray feedForward(NDArray x, String prefix) {
        NDArray both = multiply(x, parameter(prefix + "ffn_gate_up.weight"));
        NDList parts = both.split(new long[] {shape.feedForward()}, 2);
        NDArray gate = parts.get(0);
        NDArray inner = gate.mul(gate.getNDArrayInternal().sigmoid()).mul(parts.get(1));
        return multiply(inner, parameter(prefix + "ffn_down.weight"));
    }

    private NDArray norm(NDArray x, String name) {
        NDArray root = x.square().mean(new int[] {LAST}, true).add(ModelShape.NORM_EPSILON).sqrt();
        return x.div(root).mul(parameter(name + ".weight"));
    }

    /** x times the transposed weight; no view of the weight is left behind. */
    private static NDArray multiply(NDArray x, NDArray weight) {
        return x.getNDArrayInternal().linear(x, weight, null).singletonOrThrow();
    }

    private static NDArray causal(int length, NDManager arrays) {
        float[] mask = new float[length * length];
        for (int q = 0; q < length; q++) {
            for (int k = q + 1; k < length; k++) {
                mask[q * length + k] = -1e9f;
            }
        }
        return arrays.create(mask, new Shape(length, length)).toType(DataType.FLOAT32, false);
    }

    @Override
    public void close() {
        manager.close();
    }
}
