package org.ponder.app.download;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.ponder.app.network.OfflineException;

/** Tries again what a network made fail, with growing pauses, as long as there is a point in it. */
final class Retries {
    private final DownloadTuning tuning;
    private final DownloadControl control;
    private final String host;
    private final Runnable waiting;

    /** Something that a network can make fail. */
    interface Attempt<T> {
        T run() throws IOException, InterruptedException;
    }

    /**
     * @param host for messages
     * @param waiting told before each pause
     */
    Retries(DownloadTuning tuning, DownloadControl control, String host, Runnable waiting) {
        this.tuning = tuning;
        this.control = control;
        this.host = host;
        this.waiting = waiting;
    }

    <T> @Nullable T run(Attempt<T> attempt) throws IOException, InterruptedException {
        return run(attempt, () -> 0);
    }

    /**
     * Tries until it works; a try that got further starts the count anew.
     *
     * @param place how far it is
     * @return null where it was told to stop
     */
    <T> @Nullable T run(Attempt<T> attempt, LongSupplier place)
            throws IOException, InterruptedException {
        long reached = place.getAsLong();
        int failures = 0;
        while (!control.stopped()) {
            DownloadException trouble;
            try {
                return attempt.run();
            } catch (OfflineException e) {
                throw e;
            } catch (DownloadException e) {
                if (e.kind() != DownloadException.Kind.PASSING
                        || e.waiting().compareTo(tuning.longestWait()) > 0) {
                    throw e;
                }
                trouble = e;
            } catch (HttpConnectTimeoutException | ConnectException e) {
                trouble = new DownloadException(DownloadException.Reason.UNREACHABLE, host);
            } catch (IOException e) {
                trouble = brokeOff();
            }
            if (control.stopped()) {
                return null;
            }
            if (place.getAsLong() > reached) {
                reached = place.getAsLong();
                failures = 0;
            }
            failures++;
            if (failures >= tuning.tries()) {
                throw trouble;
            }
            waiting.run();
            Duration pause = tuning.backoff().multipliedBy(1L << (failures - 1));
            control.sleep(pause.compareTo(trouble.waiting()) > 0 ? pause : trouble.waiting());
        }
        return null;
    }

    static DownloadException brokeOff() {
        return new DownloadException(DownloadException.Reason.BREAKS_OFF);
    }
}
