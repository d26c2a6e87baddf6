package org.ponder.app.store;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Saves settings a moment after they have changed, so that a moving slider is one save. What cannot
 * be saved is tried again until it can.
 */
public final class SettingsSaver implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(500);

    /** So many moments after a save that failed it is tried again. */
    private static final int RETRY = 4;

    private final SettingsFile file;
    private final Duration delay;
    private final Consumer<StoreException> problems;
    private final ScheduledExecutorService thread = StoreThreads.single("ponder-settings");
    private final Object saving = new Object();
    private @Nullable Settings waiting;

    /** Whether the last save failed, which was told. */
    private boolean failing;

    /**
     * @param file to save to
     * @param problems told, on the saver's thread, what could not be saved; once until it can
     */
    public SettingsSaver(SettingsFile file, Consumer<StoreException> problems) {
        this(file, MOMENT, problems);
    }

    SettingsSaver(SettingsFile file, Duration delay, Consumer<StoreException> problems) {
        this.file = file;
        this.delay = delay;
        this.problems = problems;
    }

    /** Saves these settings soon; never waits for the disk. */
    public synchronized void save(Settings settings) {
        if (waiting == null) {
            flushAfter(delay);
        }
        waiting = settings;
    }

    private void flushAfter(Duration wait) {
        try {
            var _ = thread.schedule(this::flush, wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // Closing saves what waits.
        }
    }

    /** Saves now what waits. */
    public void flush() {
        // One at a time, so that an older state never replaces a newer one.
        synchronized (saving) {
            Settings now = take();
            if (now != null) {
                try {
                    file.save(now);
                    failing = false;
                } catch (StoreException e) {
                    putBack(now);
                    if (!failing) {
                        failing = true;
                        problems.accept(e);
                    }
                }
            }
        }
    }

    private synchronized @Nullable Settings take() {
        Settings now = waiting;
        waiting = null;
        return now;
    }

    private synchronized void putBack(Settings unsaved) {
        if (waiting == null) { // nothing newer waits
            waiting = unsaved;
            flushAfter(delay.multipliedBy(RETRY));
        }
    }

    /** Saves what waits and ends. */
    @Override
    public void close() {
        thread.shutdown();
        flush();
    }
}
