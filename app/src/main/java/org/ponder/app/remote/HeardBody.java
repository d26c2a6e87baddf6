package org.ponder.app.remote;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * A stream that knows when something last came. Whatever comes counts: servers that are busy send
 * comments, so that nobody takes them for dead.
 */
final class HeardBody extends FilterInputStream {
    private volatile long heard = System.nanoTime();
    private volatile Duration patience;

    /**
     * @param patience after so long without a byte, nothing more is expected
     */
    HeardBody(InputStream body, Duration patience) {
        super(body);
        this.patience = patience;
    }

    /** From now on it is waited for so long. */
    void expectWithin(Duration time) {
        patience = time;
    }

    /** Whether nothing came for too long. */
    boolean silent() {
        return System.nanoTime() - heard > patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        return heard(in.read());
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        return heard(in.read(into, from, count));
    }

    /** The end is nothing that comes: what is closed for its silence stays silent. */
    private int heard(int read) {
        if (read >= 0) {
            heard = System.nanoTime();
        }
        return read;
    }
}
