package org.ponder.app.download;

import java.time.Duration;

/**
 * How downloads behave; tests are less patient.
 *
 * @param pieceBytes what one request asks for; what is lost at most when a part breaks off for good
 * @param connections requests at a time
 * @param stall without a byte for this long, a connection counts as dead
 * @param backoff before the second try; doubles with each
 * @param tries of the same piece without a new byte
 * @param longestWait that a server may ask for
 */
public record DownloadTuning(
        long pieceBytes,
        int connections,
        Duration stall,
        Duration backoff,
        int tries,
        Duration longestWait) {
    public DownloadTuning {
        if (pieceBytes < 1 || connections < 1 || tries < 1) {
            throw new IllegalArgumentException(
                    "Pieces, connections and tries are at least 1, not "
                            + pieceBytes
                            + ", "
                            + connections
                            + " and "
                            + tries
                            + ".");
        }
    }

    /** For the network as it is. */
    public static DownloadTuning defaults() {
        return new DownloadTuning(
                16L << 20,
                4,
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                6,
                Duration.ofMinutes(2));
    }
}
