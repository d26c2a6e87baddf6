package org.ponder.engine.transformer;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Buffers of the forward pass. They grow to the largest batch seen and are then reused, so that
 * decoding allocates nothing of size.
 */
final class Scratch {

    /** What a buffer is for; [n] is the batch. */
    enum Use {
        /** The residual stream, [n][width]. */
        STREAM,
        /** Input of a block after its norm, [n][width]. */
        NORMED,
        /** Output of a block, [n][width]. */
        BRANCH,
        /** Queries, [n][heads][keyWidth]. */
        QUERY,
        /** Keys, [n][kvHeads][keyWidth]. */
        KEY,
        /** Values, [n][kvHeads][valueWidth]. */
        VALUE,
        /** What the heads read, [n][heads][valueWidth]. */
        HEADS,
        /** Gate of the feed-forward, [n][inner]. */
        GATE,
        /** Its other half, [n][inner]. */
        UP,
        /** Compressed queries of latent attention, [n][rank]. */
        QUERY_LATENT,
        /** Compressed keys and values, [n][rank + rotated]. */
        LATENT,
        /** Queries moved into the latent space, [n][heads][rank + rotated]. */
        LATENT_QUERY,
        /** What the heads read in the latent space, [n][heads][rank]. */
        LATENT_HEADS,
        /** Input of one head's map, [n][columns]. */
        HEAD_IN,
        /** Its output, [n][rows]. */
        HEAD_OUT,
        /** Scores of the router, [n][experts]. */
        ROUTER,
        /** Tokens gathered for one expert, [m][width]. */
        GATHERED,
        /** What one expert made of them, [m][width]. */
        EXPERT,
        /** Hidden state of the positions whose logits are asked for, [m][width]. */
        FINAL,
        /** Logits of one position, [vocabulary] and no longer: samplers take the whole array. */
        LOGITS,
        /** Logits of several positions, [m][vocabulary]. */
        ALL_LOGITS
    }

    private final Map<Use, float[]> buffers = new EnumMap<>(Use.class);
    private final float[][] pair = new float[2][];
    private final float[][] triple = new float[3][];
    private final int context;
    private final IdentityHashMap<Rope, RopeTable> ropes = new IdentityHashMap<>();

    /**
     * No buffers yet.
     *
     * @param context positions that the conversation has room for
     */
    Scratch(int context) {
        this.context = context;
    }

    /** At least {@code floats} values; their content is left over from before. */
    float[] floats(Use use, int floats) {
        float[] buffer = buffers.get(use);
        if (buffer == null || buffer.length < floats) {
            buffer = new float[floats];
            buffers.put(use, buffer);
        }
        return buffer;
    }

    /** The outputs of two maps in one array, which the next call takes again. */
    float[][] together(float[] first, float[] second) {
        pair[0] = first;
        pair[1] = second;
        return pair;
    }

    /** The outputs of three maps in one array, which the next call takes again. */
    float[][] together(float[] first, float[] second, float[] third) {
        triple[0] = first;
        triple[1] = second;
        triple[2] = third;
        return triple;
    }

    /** The angles of positions {@code start} to {@code start + count}. */
    RopeTable angles(Rope rope, int start, int count) {
        return ropes.computeIfAbsent(rope.forContext(context), RopeTable::new).at(start, count);
    }
}
