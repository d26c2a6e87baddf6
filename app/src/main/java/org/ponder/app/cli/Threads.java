package org.ponder.app.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option for worker threads. */
final class Threads {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that compute (default: one for each core).")
    private @Nullable Integer threads;

    /** How many threads compute. */
    int count() {
        if (threads == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (threads < 1 || threads > 1024) {
            throw new UserMistake("--threads must be 1 to 1024, not " + threads + ".");
        }
        return threads;
    }
}
