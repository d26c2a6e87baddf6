package org.ponder.app.session;

/** Calls back once per frame of the window, on the window's thread, while it is running. */
public interface FrameClock {

    /** Begins to call {@code eachFrame}; the callback given before, if any, is dropped. */
    void start(Runnable eachFrame);

    /** Stops calling back; does nothing where it is not running. */
    void stop();

    /**
     * Whether a reply that goes on should grow in a later frame than the one that is called back
     * for; asked on the window's thread.
     */
    default boolean crowded() {
        return false;
    }
}
