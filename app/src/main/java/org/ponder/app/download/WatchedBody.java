package org.ponder.app.download;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A body that is closed when nothing comes any more, so that nobody waits for it forever. */
final class WatchedBody extends FilterInputStream {
    private final Thread watchdog;
    private volatile long heard = System.nanoTime();
    private volatile boolean dead;

    /**
     * @param patience without a byte for this long, the body counts as dead
     */
    WatchedBody(InputStream body, Duration patience) {
        super(body);
        watchdog = Thread.ofVirtual().start(() -> watch(patience.toNanos()));
    }

    private void watch(long patience) {
        try {
            for (long quiet = 0; quiet < patience; quiet = System.nanoTime() - heard) {
                Thread.sleep(Duration.ofNanos(patience - quiet + 1_000_000));
            }
            dead = true;
            DownloadControl.close(in);
        } catch (InterruptedException over) {
            return;
        }
    }

    @Override
    public int read() throws IOException {
        return heard(in.read());
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        return heard(in.read(into, from, count));
    }

    /** What was closed while it was read from looks like one that ended. */
    private int heard(int read) throws IOException {
        if (dead) {
            throw new IOException("Nothing comes any more.");
        }
        heard = System.nanoTime();
        return read;
    }

    @Override
    public void close() throws IOException {
        watchdog.interrupt();
        super.close();
    }
}
