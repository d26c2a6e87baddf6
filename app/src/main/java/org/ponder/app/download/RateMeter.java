package org.ponder.app.download;

/** Bytes a second, smoothed so that a person can read the figure. Thread-safe. */
final class RateMeter {
    /** Seconds over which the past fades. */
    private static final double MEMORY = 3;

    private final long start;
    private long last;
    private double rate;
    private long waiting;

    /**
     * @param now in nanoseconds
     */
    RateMeter(long now) {
        start = now;
        last = now;
    }

    synchronized void add(long bytes, long now) {
        waiting += bytes;
        double seconds = (now - last) / 1e9;
        if (seconds >= 0.25) {
            double current = waiting / seconds;
            double weight = (now - start) / 1e9 < MEMORY ? 0.5 : 1 - Math.exp(-seconds / MEMORY);
            rate = rate == 0 ? current : rate + weight * (current - rate);
            waiting = 0;
            last = now;
        }
    }

    synchronized double bytesPerSecond() {
        return rate;
    }
}
