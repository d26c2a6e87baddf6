package org.ponder.engine.trainer.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A model's weights in Java's memory, by parameter name; no PyTorch is needed to hold them. */
public final class ModelWeights {
    private static final String LAYER = "blk.";

    private final ModelShape shape;
    private final Map<String, float[]> values = new LinkedHashMap<>();

    /** All zero. */
    ModelWeights(ModelShape shape) {
        this.shape = shape;
        for (ModelShape.Parameter parameter : shape.parameters()) {
            values.put(parameter.name(), new float[parameter.size()]);
        }
    }

    /**
     * Random weights to start from: normal, scaled so that activations keep their size, and smaller
     * where a block writes to the residual stream (Radford et al. 2019).
     */
    public static ModelWeights random(ModelShape shape, long seed) {
        ModelWeights weights = new ModelWeights(shape);
        Random random = new Random(seed);
        for (ModelShape.Parameter parameter : shape.parameters()) {
            float[] target = weights.of(parameter.name());
            double deviation = deviation(shape, parameter);
            for (int i = 0; i < target.length; i++) {
                target[i] = (float) (random.nextGaussian() * deviation);
            }
            if (parameter.name().endsWith("norm.weight")) {
                Arrays.fill(target, 1);
            }
        }
        return weights;
    }

    /**
     * The mean of two models.
     *
     * @throws IllegalArgumentException if their shapes differ
     */
    public static ModelWeights mean(ModelWeights one, ModelWeights other) {
        if (!one.shape.equals(other.shape)) {
            throw new IllegalArgumentException(
                    "The two models have different shapes, "
                            + one.shape
                            + " and "
                            + other.shape
                            + ": choose two of one shape.");
        }
        ModelWeights mean = new ModelWeights(one.shape);
        mean.values.forEach((name, target) -> {
            float[] a = one.of(name);
            float[] b = other.of(name);
            for (int i = 0; i < target.length; i++) {
                target[i] = (a[i] + b[i]) / 2;
            }
        });
        return mean;
    }

    /**
     * A model of fewer layers that has some of another's, evenly spaced (Sanh et al. 2019,
     * DistilBERT).
     *
     * @param shape with a number of layers that divides the other's, and otherwise the same
     */
    public static ModelWeights layersOf(ModelWeights other, ModelShape shape) {
        int each = other.shape.layers() / shape.layers();
        ModelWeights fewer = new ModelWeights(shape);
        for (ModelShape.Parameter parameter : shape.parameters()) {
            String name = parameter.name();
            if (name.startsWith(LAYER)) {
                int dot = name.indexOf('.', LAYER.length());
                int layer = Integer.parseInt(name.substring(LAYER.length(), dot)) * each;
                name = LAYER + layer + name.substring(dot);
            }
            float[] target = fewer.of(parameter.name());
            System.arraycopy(other.of(name), 0, target, 0, target.length);
        }
        return fewer;
    }

    private static double deviation(ModelShape shape, ModelShape.Parameter parameter) {
        String name = parameter.name();
        if (!parameter.matrix()) {
            return 0;
        }
        if (name.startsWith("token_embd")) {
            return 0.04;
        }
        double scale = 1 / Math.sqrt(parameter.columns());
        boolean writes = name.contains("attn_output") || name.contains("ffn_down");
        return writes ? scale / Math.sqrt(2.0 * shape.layers()) : scale;
    }

    public ModelShape shape() {
        return shape;
    }

    /** The values of one parameter, row by row; may be changed. */
    public float[] of(String parameter) {
        float[] found = values.get(parameter);
        if (found == null) {
            throw new IllegalArgumentException("The model has no parameter " + parameter + ".");
        }
        return found;
    }
}
