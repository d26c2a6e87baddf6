package org.ponder.app.view;

import java.time.Duration;
import javafx.animation.AnimationTimer;
import javafx.event.EventHandler;
import javafx.scene.Scene;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;
import org.ponder.app.session.FrameClock;

/**
 * The frames of the window as JavaFX draws them. Those that show what the user has just done are
 * theirs alone: a frame with new lines of a reply takes several times as long as one with a new
 * letter.
 */
public final class PulseClock implements FrameClock {
    /** Every second frame: text grows as smoothly to the eye, for half of the work. */
    private static final long BETWEEN = Duration.ofMillis(30).toNanos();

    /** So long a user who never pauses may keep a reply from growing. */
    private static final long LONGEST = Duration.ofMillis(100).toNanos();

    private @Nullable AnimationTimer timer;
    private boolean crowded;
    private boolean userActed;

    /** A clock that does not run yet. */
    public PulseClock() {}

    /** Gives way to what the user does in a scene. */
    public void giveWayIn(Scene scene) {
        EventHandler<InputEvent> noted = event -> userActed = true;
        scene.addEventFilter(KeyEvent.ANY, noted);
        scene.addEventFilter(ScrollEvent.ANY, noted);
        scene.addEventFilter(MouseEvent.MOUSE_PRESSED, noted);
        scene.addEventFilter(MouseEvent.MOUSE_RELEASED, noted);
    }

    @Override
    public void start(Runnable eachFrame) {
        stop();
        AnimationTimer started =
                new AnimationTimer() {
                    private long grown;

                    @Override
                    public void handle(long now) {
                        crowded = now - grown < (userActed ? LONGEST : BETWEEN);
                        userActed = false;
                        if (!crowded) {
                            grown = now;
                        }
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

    @Override
    public boolean crowded() {
        return crowded;
    }
}
