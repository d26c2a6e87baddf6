package org.ponder.app.cli;

import org.ponder.app.ReadingBenchmark;

/**
 * Runs {@link ReadingBenchmark} as {@link Main} runs the window: the model computes with vectors.
 */
public final class Reading {
    private Reading() {}

    /** Called by Java, from a jar whose manifest exports what {@link VectorModule} needs. */
    public static void main(String[] arguments) throws Exception {
        VectorModule.load();
        ReadingBenchmark.main(arguments);
    }
}
