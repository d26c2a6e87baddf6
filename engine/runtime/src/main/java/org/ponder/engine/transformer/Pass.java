package org.ponder.engine.transformer;

import java.util.function.IntConsumer;
import org.ponder.engine.tensor.Kernels;
import org.ponder.engine.tensor.Workers;

/**
 * One run of a batch of tokens through the stack: what blocks need beside their weights.
 *
 * @param start position of the first token
 * @param count tokens in the batch
 * @param scratch buffers of the conversation
 * @param kernels arithmetic
 * @param workers threads
 */
record Pass(int start, int count, Scratch scratch, Kernels kernels, Workers workers) {

    /** Runs {@code body} for each token of the batch, on all threads where there are several. */
    void eachToken(IntConsumer body) {
        if (count == 1) {
            body.accept(0); // decoding: waking threads would cost more than the work
        } else {
            workers.run(count, body);
        }
    }

    /** A pass over {@code tokens} of this batch's tokens, for blocks that look at no position. */
    Pass ofTokens(int tokens) {
        return new Pass(start, tokens, scratch, kernels, workers);
    }

    float[] floats(Scratch.Use use, int perToken) {
        return scratch.floats(use, count * perToken);
    }

    RopeTable angles(Rope rope) {
        return scratch.angles(rope, start, count);
    }
}
