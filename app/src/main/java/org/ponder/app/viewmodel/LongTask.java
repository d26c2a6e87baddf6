package org.ponder.app.viewmodel;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import org.jspecify.annotations.Nullable;

/** Work that may take minutes: how far it is, and whether the user wants it to end. */
public final class LongTask {
    private final String key;
    private final Consumer<Runnable> window;
    private final ReadOnlyDoubleWrapper share = new ReadOnlyDoubleWrapper();
    private final AtomicReference<@Nullable Double> newest = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * @param key of the text that says what is done
     * @param window runs a task on the window's thread, later
     */
    LongTask(String key, Consumer<Runnable> window) {
        this.key = key;
        this.window = window;
    }

    /** Ends the work where it is because the user wants so; carries nothing. */
    static final class Stopped extends IOException {
        private static final long serialVersionUID = 1;

        private Stopped() {
            super("Stopped by the user.");
        }
    }

    /** The work has come this far, from 0 to 1; on any thread, and as often as it likes. */
    void reached(double now) throws Stopped {
        if (stopped) {
            throw new Stopped();
        }
        if (newest.getAndSet(now) == null) {
            window.accept(() -> {
                Double latest = newest.getAndSet(null);
                if (latest != null) {
                    share.set(latest);
                }
            });
        }
    }

    /** Ends the work as soon as it can. */
    public void stop() {
        stopped = true;
    }

    /** The key of the text that says what is done. */
    public String key() {
        return key;
    }

    /** How far it is, from 0 to 1. */
    public ReadOnlyDoubleProperty shareProperty() {
        return share.getReadOnlyProperty();
    }
}
