package org.ponder.app.store;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Saves settings a moment after they have changed, so that a moving slider is one save. */
public final class SettingsSaver implements AutoCloseable {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final SettingsFile file;
    private final Duration delay;
    private final Consumer<StoreException> problems;
    private final ScheduledExecutorService thread = StoreThreads.single("ponder-settings");
    private final Object saving = new Object();
    private @Nullable Settings waiting;

    /**
     * @param file to save to
     * @param problems told, on the saver's thread, what could not be saved
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
        if (waiting == null && !thread.isShutdown()) {
            var _ = thread.schedule(this::flush, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
        waiting = settings;
    }

    /** Saves now what waits. */
    public void flush() {
        // One at a time, so that an older state never replaces a newer one.
        synchronized (saving) {
            Settings now = take();
            if (now != null) {
                try {
                    file.save(now);
                } catch (StoreException e) {
                    problems.accept(e);
                }
            }
        }
    }

    private synchronized @Nullable Settings take() {
        Settings now = waiting;
        waiting = null;
        return now;
    }

    /** Saves what waits and ends. */
    @Override
    public void close() {
        thread.shutdown();
        flush();
    }
}
