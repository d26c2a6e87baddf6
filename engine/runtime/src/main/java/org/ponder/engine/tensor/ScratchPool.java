package org.ponder.engine.tensor;

import java.util.ArrayDeque;

/** Lends working memory to tasks; holds as many pieces as there ever were tasks at once. */
final class ScratchPool {
    private final ArrayDeque<Scratch> spare = new ArrayDeque<>();

    Scratch take() {
        synchronized (spare) {
            Scratch found = spare.poll();
            return found == null ? new Scratch() : found;
        }
    }

    void giveBack(Scratch scratch) {
        synchronized (spare) {
            spare.push(scratch);
        }
    }
}
