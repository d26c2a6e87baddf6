package org.ponder.engine.trainer.model;

/** How many threads compute: as many as the machine has, or as {@code THREADS} says. */
public final class Threads {
    private Threads() {}

    /** Their number, 1 or more. */
    public static int count() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(1, Integer.getInteger("ponder.trainer.threads", processors));
    }
}
