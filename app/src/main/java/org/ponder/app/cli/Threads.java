package org.ponder.app.cli;

import picocli.CommandLine.Option;

/** The option for worker threads. */
final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one for each core).")
    private int threads;

    /** How many threads compute. */
    int count() {
        if (threads < 0 || threads > 1024) {
            throw new UserMistake("--threads must be 1 to 1024, not " + threads + ".");
        }
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
