package org.ponder.app.download;

import java.time.Duration;

/**
 * How far a download is.
 *
 * @param stage what it does
 * @param bytes that are here
 * @param total bytes in all; 0 is unknown
 * @param bytesPerSecond over the last seconds
 */
public record Progress(Stage stage, long bytes, long total, double bytesPerSecond) {

    /** What a download does. */
    public enum Stage {
        CONNECTING,
        RUNNING,
        /** For the server or the network, before another try. */
        WAITING,
        VERIFYING,
        DONE
    }

    /** Time until it is done at this rate; zero where that cannot be known. */
    public Duration left() {
        return total > 0 && bytesPerSecond > 1
                ? Duration.ofSeconds((long) ((total - bytes) / bytesPerSecond))
                : Duration.ZERO;
    }

    /** The share that is here, 0 to 1; -1 where it is not known. */
    public double share() {
        return total > 0 ? Math.min(1, (double) bytes / total) : -1;
    }
}
