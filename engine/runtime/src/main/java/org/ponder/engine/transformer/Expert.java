package org.ponder.engine.transformer;

import java.util.List;
import org.ponder.engine.tensor.Matrix;

/** One expert and the state of its weights; guarded by the turn of the transformer. */
final class Expert {
    private final GatedFeedForward block;
    private final List<Matrix> weights;
    private final long bytes;

    /** When it was used last; 0 while its weights are not in memory. */
    private long lastUse;

    Expert(GatedFeedForward block) {
        this.block = block;
        this.weights = List.copyOf(block.weights());
        this.bytes = weights.stream().mapToLong(Matrix::residentBytes).sum();
    }

    GatedFeedForward block() {
        return block;
    }

    /** Bytes of memory that its weights take. */
    long bytes() {
        return bytes;
    }

    boolean resident() {
        return lastUse > 0;
    }

    long lastUse() {
        return lastUse;
    }

    void used(long time) {
        lastUse = time;
    }

    /** Has its weights read from the file; on any thread. */
    void read() {
        weights.forEach(Matrix::readAhead);
    }

    void release() {
        lastUse = 0;
        weights.forEach(Matrix::release);
    }
}
