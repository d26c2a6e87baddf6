package org.ponder.app.view;

import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.FrameClock;

/** The frames of the window as JavaFX draws them. */
public final class PulseClock implements FrameClock {
    private @Nullable AnimationTimer timer;

    /** A clock that does not run yet. */
    public PulseClock() {}

    @Override
    public void start(Runnable eachFrame) {
        stop();
        AnimationTimer started =
                new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                        eachFrame.run();
                    }
                };
        timer = started;
        started.start();
    }

    @Override
    public void stop() {
        AnimationTimer running = timer;
        if (running != null) {
            running.stop();
            timer = null;
        }
    }
}
