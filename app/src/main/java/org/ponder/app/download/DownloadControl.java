package org.ponder.app.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The user's hand on a running download; from any thread. */
public final class DownloadControl {
    private final Set<InputStream> open = new HashSet<>();
    private boolean stopped;

    /** A control of a download that runs. */
    public DownloadControl() {}

    /** Ends it with what it has, at once. */
    public void stop() {
        Set<InputStream> streams;
        synchronized (this) {
            stopped = true;
            streams = Set.copyOf(open);
            notifyAll();
        }
        streams.forEach(DownloadControl::close);
    }

    /** Whether it was told to end. */
    public synchronized boolean stopped() {
        return stopped;
    }

    /** Waits; returns early when it is told to end. */
    synchronized void sleep(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!stopped) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Has the stream closed when it is told to end. */
    void watch(InputStream stream) {
        boolean late;
        synchronized (this) {
            late = stopped;
            open.add(stream);
        }
        if (late) {
            close(stream);
        }
    }

    synchronized void forget(InputStream stream) {
        open.remove(stream);
    }

    /** Closing wakes whoever reads from it. */
    static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException closedAnyway) {
            return;
        }
    }
}
