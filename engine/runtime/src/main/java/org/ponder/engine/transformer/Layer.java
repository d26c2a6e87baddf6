package org.ponder.engine.transformer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One layer of a pre-norm decoder: attention, then feed-forward, each added to the stream.
 *
 * @param attentionNorm before attention
 * @param attention tokens read from those before them
 * @param feedForwardNorm before feed-forward
 * @param feedForward each token is worked on by itself
 * @param after norms of the two outputs before they are added; null where the model has none
 */
record Layer(
        Norm attentionNorm,
        Attention attention,
        Norm feedForwardNorm,
        FeedForward feedForward,
        @Nullable OutputNorms after) {

    /**
     * Norms of the outputs.
     *
     * @param attention of what attention gives
     * @param feedForward of what feed-forward gives
     */
    record OutputNorms(Norm attention, Norm feedForward) {}

    Layer(Norm attentionNorm, Attention attention, Norm feedForwardNorm, FeedForward feedForward) {
        this(attentionNorm, attention, feedForwardNorm, feedForward, null);
    }

    /**
     * Runs the batch through the layer.
     *
     * @param stream [n][width], the residual stream, changed in place
     */
    void apply(float[] stream, Pass pass, LayerCache cache) {
        int width = attentionNorm.width();
        float[] normed = pass.floats(Scratch.Use.NORMED, width); // [n][width]
        float[] branch = pass.floats(Scratch.Use.BRANCH, width); // [n][width]

        attentionNorm.apply(stream, normed, pass);
        attention.apply(normed, branch, pass, cache);
        add(stream, normed, branch, pass);
    }

    /**
     * Runs a token of each of several conversations through the layer.
     *
     * @param stream [conversations][width], changed in place
     */
    void applyEach(float[] stream, Pass pass, List<Attention.Turn> turns) {
        int width = attentionNorm.width();
        float[] normed = pass.floats(Scratch.Use.NORMED, width); // [n][width]
        float[] branch = pass.floats(Scratch.Use.BRANCH, width); // [n][width]

        attentionNorm.apply(stream, normed, pass);
        attention.applyEach(normed, branch, width, pass, turns);
        add(stream, normed, branch, pass);
    }

    /** Adds what attention gave, in {@code branch}, then feed-forward. */
    private void add(float[] stream, float[] normed, float[] branch, Pass pass) {
        int width = attentionNorm.width();
        if (after != null) {
            after.attention().apply(branch, branch, pass);
        }
        pass.kernels().addScaled(stream, 0, branch, 0, 1f, pass.count() * width);

        feedForwardNorm.apply(stream, normed, pass);
        feedForward.apply(normed, branch, pass);
        if (after != null) {
            after.feedForward().apply(branch, branch, pass);
        }
        pass.kernels().addScaled(stream, 0, branch, 0, 1f, pass.count() * width);
    }
}
